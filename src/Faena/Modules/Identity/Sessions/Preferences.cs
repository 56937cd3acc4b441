using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Sessions;

/// <summary>How a person likes their screens, such as the columns of a grid: any JSON, known by a key that the screen chooses.</summary>
internal static partial class Preferences
{
    private const int LargestValue = 64 * 1024;

    public static void Map(IEndpointRouteBuilder session)
    {
        session
            .MapGet("/preferences/{key}", Show)
            .NeedsSignIn()
            .Everywhere("only what is the caller's own")
            .Produces<JsonElement>()
            .Refuses(422);
        session.MapPut("/preferences/{key}", Keep).NeedsSignIn().Everywhere("only what is the caller's own").Refuses(422);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Show(
        string key,
        CurrentUser user,
        Db db,
        CancellationToken ct
    ) =>
        Key().IsMatch(key)
            ? TypedResults.Content(await db.One<string>(ShowSql, new { user.Id, key }, ct) ?? "null", "application/json")
            : Problem.Invalid("key", "preference_key_malformed");

    private static async Task<Results<NoContent, ProblemHttpResult>> Keep(
        string key,
        JsonElement value,
        CurrentUser user,
        Db db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var text = value.GetRawText();
        var errors = new FieldErrors()
            .Require(Key().IsMatch(key), "key", "preference_key_malformed")
            .Require(Encoding.UTF8.GetByteCount(text) <= LargestValue, "", "preference_too_large", new { kilobytes = LargestValue / 1024 });
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await db.Execute(
            KeepSql,
            new
            {
                user.Id,
                key,
                text,
                now = clock.GetUtcNow(),
            },
            ct
        );
        return TypedResults.NoContent();
    }

    [GeneratedRegex("^[a-z0-9._-]{1,100}$", RegexOptions.None, 1_000)]
    private static partial Regex Key();

    private const string ShowSql = "SELECT value::text FROM identity.user_preference WHERE user_id = @Id AND key = @key";

    private const string KeepSql = """
        INSERT INTO identity.user_preference (user_id, key, value, changed_at) VALUES (@Id, @key, @text::jsonb, @now)
        ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
        """;
}
