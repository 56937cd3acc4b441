using System.Security.Claims;
using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Faena.Kernel.Demo;

/// <summary>
/// Where demo data is played: invented people call the app's own routes, with the rights their roles give them, so that nothing can
/// come about that people could not have done. Everything they do is part of one transaction.
/// </summary>
/// <param name="routes">The app's routes behind their authorization.</param>
/// <param name="services">The app's services.</param>
/// <param name="work">The one transaction.</param>
/// <param name="today">The day the demo ends on, at the installation's place.</param>
/// <param name="password">What all invented people sign in with.</param>
public sealed class DemoStage(RequestDelegate routes, IServiceProvider services, DbWork work, DateOnly today, string password)
{
    private static readonly BodyIsGiven Body = new();

    private readonly Dictionary<string, ClaimsPrincipal> people = new(StringComparer.Ordinal);
    private readonly IHttpContextAccessor accessor = services.GetRequiredService<IHttpContextAccessor>();

    public DateOnly Today => today;
    public string Password => password;

    /// <summary>Who can sign in afterwards.</summary>
    public IEnumerable<string> Usernames => people.Keys.Where(name => name != Actor.System);

    /// <summary>Lets a person act from now on; they need a name.</summary>
    public void Enter(ClaimsPrincipal person) => people[person.Identity!.Name!] = person;

    public Task<JsonNode> Get(string who, string path, CancellationToken ct) => Send(who, HttpMethods.Get, path, null, ct);

    public Task<JsonNode> Post(string who, string path, object? body, CancellationToken ct) =>
        Send(who, HttpMethods.Post, path, body is null ? null : JsonContent.Create(body, options: Json.Options), ct);

    /// <summary>Sends a file as the browser's form does.</summary>
    public async Task<JsonNode> PostFile(string who, string path, string field, string fileName, byte[] file, CancellationToken ct)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), field, fileName } };
        return await Send(who, HttpMethods.Post, path, form, ct);
    }

    /// <summary>For what no route does: changes the tables themselves, signed by the person.</summary>
    public async Task Do(string who, Func<DbWork, Task> what, CancellationToken ct)
    {
        accessor.HttpContext = RequestOf(who, HttpMethods.Post, "/", services, ct);
        try
        {
            await using var part = await services.GetRequiredService<Db>().Begin(ct);
            await what(part);
            await part.Commit();
        }
        finally
        {
            accessor.HttpContext = null;
        }
    }

    private async Task<JsonNode> Send(string who, string method, string path, HttpContent? body, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var http = RequestOf(who, method, path, scope.ServiceProvider, ct);
        if (body is not null)
        {
            http.Features.Set<IHttpRequestBodyDetectionFeature>(Body);
            http.Request.ContentType = body.Headers.ContentType!.ToString();
            http.Request.Body = await body.ReadAsStreamAsync(ct);
        }
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        accessor.HttpContext = http;
        try
        {
            await routes(http);
            await http.Response.BodyWriter.FlushAsync(ct);
        }
        finally
        {
            accessor.HttpContext = null;
        }
        answer.Position = 0;
        return http.Response.StatusCode is >= 200 and < 300
            ? (await JsonNode.ParseAsync(answer, cancellationToken: ct))!
            : throw new InvalidOperationException(
                $"Demo data: {method} {path} by {who} was answered {http.Response.StatusCode}: {await new StreamReader(answer).ReadToEndAsync(ct)}"
            );
    }

    private DefaultHttpContext RequestOf(string who, string method, string path, IServiceProvider requestServices, CancellationToken ct)
    {
        var http = new DefaultHttpContext
        {
            RequestServices = requestServices,
            RequestAborted = ct,
            User = people[who],
        };
        var address = new Uri("http://localhost" + path);
        http.Request.Method = method;
        http.Request.Scheme = address.Scheme;
        http.Request.Host = new HostString(address.Host);
        http.Request.Path = PathString.FromUriComponent(address);
        http.Request.QueryString = QueryString.FromUriComponent(address);
        http.Features.Set(new RequestWork(work.Connection, work.Transaction));
        return http;
    }

    private sealed class BodyIsGiven : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }
}
