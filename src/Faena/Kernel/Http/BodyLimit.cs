using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Http;

/// <summary>The longest body that a route takes. A route that says nothing takes <see cref="Usual"/>: forms that people fill in.</summary>
public record BodyLimit(long Bytes)
{
    /// <summary>For who has not even signed in: a name and a password.</summary>
    public const int Little = 4 * 1024;
    public const int Usual = 128 * 1024;
    public const int Megabyte = 1024 * 1024;

    private static readonly BodyLimit OfMost = new(Usual);

    public static BodyLimit Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() ?? OfMost;

    public virtual ProblemHttpResult Refusal => Problem.With(StatusCodes.Status413PayloadTooLarge, "body_too_large");
}

/// <summary>States on the route itself how much it takes.</summary>
public static class BodyLimits
{
    public static TBuilder TakesAtMost<TBuilder>(this TBuilder route, long bytes)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new BodyLimit(bytes));
}

/// <summary>
/// Refuses a longer body than its route takes, from its length alone where it says one, and before anybody asks who calls: nothing of
/// it is taken in.
/// </summary>
public sealed class LimitedBodies(RequestDelegate next)
{
    // The server throws that much away, so that who sends too much gets an answer and not a broken connection.
    private const long MostThrownAway = 256L * BodyLimit.Megabyte;

    public Task InvokeAsync(HttpContext http)
    {
        var limit = BodyLimit.Of(http);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = MostThrownAway;
        }
        if (http.Request.ContentLength > limit.Bytes)
        {
            return limit.Refusal.ExecuteAsync(http);
        }
        if (http.Request.ContentLength is null && http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
        {
            http.Request.Body = new LimitedStream(http.Request.Body, limit.Bytes);
        }
        return next(http);
    }

    /// <summary>A body that does not say how long it is.</summary>
    private sealed class LimitedStream(Stream sent, long most) : Stream
    {
        private long read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => read;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await sent.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => Count(sent.Read(buffer, offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Count(int more) =>
            (read += more) <= most
                ? more
                : throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);
    }
}
