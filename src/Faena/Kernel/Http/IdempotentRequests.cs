using System.Security.Cryptography;
using System.Text;
using Dapper;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Npgsql;

namespace Faena.Kernel.Http;

/// <summary>Marks a route on which <c>Idempotency-Key</c> counts.</summary>
public sealed record IdempotencyKeyTaken;

/// <summary>States on the route that a repeat of a request does nothing twice.</summary>
public static class IdempotencyKeys
{
    /// <summary>
    /// A request with an <c>Idempotency-Key</c> that comes again gets the first answer. Not for routes whose body or answer is a
    /// secret: the answer is kept.
    /// </summary>
    public static TBuilder TakesIdempotencyKey<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new IdempotencyKeyTaken());
}

/// <summary>
/// Runs a request with an <c>Idempotency-Key</c> in one transaction together with the note of its answer: both are kept or neither,
/// whatever breaks in between. A repeat that comes while the first is still at work waits for it on the note's key.
/// </summary>
public sealed class IdempotentRequests(RequestDelegate next, NpgsqlDataSource source, CurrentUser user, TimeProvider clock)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    // Far longer than any client goes on retrying.
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public async Task InvokeAsync(HttpContext http)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0 || !user.IsSignedIn || http.GetEndpoint()?.Metadata.GetMetadata<IdempotencyKeyTaken>() is null)
        {
            await next(http);
            return;
        }
        if (key.Length > LongestKey)
        {
            await Problem.Invalid(Header, "idempotency_key_too_long", new { maximum = LongestKey }).ExecuteAsync(http);
            return;
        }

        if (!StorableText.Is(key))
        {
            await StorableRequests.Refusal(Header).ExecuteAsync(http);
            return;
        }

        var ct = http.RequestAborted;
        if (await WholeHash(http) is not { } hash)
        {
            return;
        }
        var note = new
        {
            user = user.Id,
            key,
            hash,
            now = clock.GetUtcNow(),
        };
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await connection.ExecuteAsync(Sql.Command(NoteSql, note, transaction, ct)) == 0)
        {
            var first = await connection.QuerySingleAsync<Answer>(Sql.Command(FirstSql, note, transaction, ct));
            await (
                first.RequestHash.AsSpan().SequenceEqual(note.hash)
                    ? first.Send(http)
                    : Problem.With(StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused").ExecuteAsync(http)
            );
            return;
        }

        var answer = await Run(http, new RequestWork(connection, transaction));
        await connection.ExecuteAsync(
            http.Response.StatusCode is >= 200 and < 300
                ? Sql.Command(KeepSql, AnswerOf(http, answer, note.user, key), transaction, ct)
                // What was refused may be sent again, corrected, under the same key.
                : Sql.Command(ForgetSql, note, transaction, ct)
        );
        await transaction.CommitAsync(ct);
        await Write(http, answer, ct);
    }

    /// <summary>Lets the route do its work inside the transaction and holds its answer back until that is committed.</summary>
    private async Task<byte[]> Run(HttpContext http, RequestWork work)
    {
        var wire = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        http.Features.Set(work);
        try
        {
            await next(http);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Features.Set<RequestWork>(null);
            http.Response.Body = wire;
        }
        return answer.ToArray();
    }

    /// <summary>Null where the network broke in the middle of the body: nobody is there to be answered, and nothing failed here.</summary>
    private static async Task<byte[]?> WholeHash(HttpContext http)
    {
        try
        {
            return await HashOf(http.Request, http.RequestAborted);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested && e is BadHttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Method, address and body together.</summary>
    private static async Task<byte[]> HashOf(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.PathBase}{request.Path}{request.QueryString}\n"));
        var chunk = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(chunk, ct)) > 0; )
        {
            hash.AppendData(chunk, 0, read);
        }
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }

    /// <summary>An answer without content has no body, not even an empty one.</summary>
    private static ValueTask Write(HttpContext http, byte[] body, CancellationToken ct) =>
        body.Length == 0 ? ValueTask.CompletedTask : http.Response.Body.WriteAsync(body, ct);

    private static object AnswerOf(HttpContext http, byte[] body, long user, string key) =>
        new
        {
            user,
            key,
            status = http.Response.StatusCode,
            contentType = http.Response.ContentType,
            location = http.Response.Headers.Location.FirstOrDefault(),
            body,
        };

    private sealed record Answer
    {
        public byte[] RequestHash { get; init; } = [];
        public int Status { get; init; }
        public string? ContentType { get; init; }
        public string? Location { get; init; }
        public byte[] Body { get; init; } = [];

        public async Task Send(HttpContext http)
        {
            http.Response.StatusCode = Status;
            http.Response.ContentType = ContentType;
            http.Response.Headers.Location = Location;
            await Write(http, Body, http.RequestAborted);
        }
    }

    // A second insert of the key waits here until the first transaction has ended.
    private const string NoteSql = """
        INSERT INTO kernel.idempotency_key (actor_id, key, request_hash, created_at) VALUES (@user, @key, @hash, @now)
        ON CONFLICT DO NOTHING
        """;

    private const string FirstSql = """
        SELECT request_hash, status, content_type, location, body FROM kernel.idempotency_key WHERE actor_id = @user AND key = @key
        """;

    private const string KeepSql = """
        UPDATE kernel.idempotency_key SET status = @status, content_type = @contentType, location = @location, body = @body
        WHERE actor_id = @user AND key = @key
        """;

    internal const string CleanSql = "DELETE FROM kernel.idempotency_key WHERE created_at < @before::timestamptz";

    private const string ForgetSql = "DELETE FROM kernel.idempotency_key WHERE actor_id = @user AND key = @key";
}
