using System.Globalization;
using System.Threading.RateLimiting;
using Faena.Kernel.Access;

namespace Faena.Kernel.Http;

/// <summary>
/// No caller may take the server from the others: a person, a token or an anonymous address has so many requests at work at once, the
/// next ones wait their turn, and beyond that the answer is 429 with the moment to try again. Streams have a limit of their own.
/// </summary>
public static class RequestLimits
{
    internal const string EventStream = "text/event-stream";

    private const int AtOnce = 64;
    private const int Waiting = 512;
    private const int StreamsAtOnce = 64;
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    public static void AddRequestLimits(this IServiceCollection services) =>
        services.AddRateLimiter(limits =>
        {
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
            limits.OnRejected = async (refused, ct) =>
            {
                refused.HttpContext.Response.Headers.RetryAfter = TryAgainAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                await Problem.With(StatusCodes.Status429TooManyRequests, "too_many_requests").ExecuteAsync(refused.HttpContext);
            };
        });

    private static RateLimitPartition<string> Partition(HttpContext http)
    {
        if (http.IsSameForEveryone())
        {
            return RateLimitPartition.GetNoLimiter("");
        }
        var user = http.RequestServices.GetRequiredService<CurrentUser>();
        var caller = http.User.Identity?.IsAuthenticated == true ? user.Name : http.Connection.RemoteIpAddress?.ToString() ?? "";
        return http.GetEndpoint()?.Metadata.GetMetadata<StreamsAnswer>() is null
            ? RateLimitPartition.GetConcurrencyLimiter(caller, _ => new() { PermitLimit = AtOnce, QueueLimit = Waiting })
            : RateLimitPartition.GetConcurrencyLimiter("stream " + caller, _ => new() { PermitLimit = StreamsAtOnce, QueueLimit = 0 });
    }

    /// <summary>Marks a route whose answer never ends by itself.</summary>
    public static TBuilder Streams<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new StreamsAnswer()).AddEndpointFilter(HeadOnly);

    private static ValueTask<object?> HeadOnly(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        if (!HeadRequests.IsIn(call.HttpContext))
        {
            return next(call);
        }
        call.HttpContext.Response.ContentType = EventStream;
        return ValueTask.FromResult<object?>(Results.Empty);
    }

    public sealed record StreamsAnswer;
}
