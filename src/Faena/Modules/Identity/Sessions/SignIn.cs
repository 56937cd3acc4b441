using System.Globalization;
using System.Text;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Identity.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Faena.Modules.Identity.Sessions;

/// <summary>Signs a person in with name and password.</summary>
internal static class SignIn
{
    public static void Map(IEndpointRouteBuilder session) =>
        session
            .MapPost("", Handle)
            .OpenToAnyone()
            .TakesAtMost(BodyLimit.Little)
            .WithMetadata(new TextMadeReadable())
            .Refuses(401, "wrong_name_or_password")
            .Refuses(409, "session_exists")
            .Refuses(422)
            .Refuses(429, "too_many_sign_ins");

    /// <param name="Username">In any case.</param>
    /// <param name="Password">As it is.</param>
    /// <param name="Takeover">Ends the session that is open elsewhere, instead of being told of it.</param>
    public sealed record Request(string? Username, string? Password, bool Takeover = false);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        Db db,
        Passwords passwords,
        SignInThrottle throttle,
        OneSession sessions,
        AuditTrail audit,
        Actor actor,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors()
            .Require(request.Username is not null, "username", "required")
            .Require(request.Password is not null, "password", "required");
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        var name = Readable(request.Username!, 100);
        if (await throttle.Wait(name, actor.Ip, ct) is { } soon)
        {
            return SignInThrottle.Refusal(http, soon);
        }

        var person = await db.One<Person>(PersonSql, new { name }, ct);
        var verified = passwords.Verify(person?.PasswordHash, request.Password!);

        await using var work = await db.Begin(ct, actingAs: person?.Username ?? name);
        if (await throttle.HoldAndWait(name, actor.Ip, work) is { } wait)
        {
            return SignInThrottle.Refusal(http, wait);
        }
        if (verified == PasswordVerificationResult.Failed || !await Hold(person!, work))
        {
            var failure = await throttle.Count(name, actor.Ip, work);
            await audit.Write(
                new("LOGIN_FAILED", "identity.sign_in_failure", failure.ToString(CultureInfo.InvariantCulture))
                {
                    User = person?.Username ?? name,
                    After = new { name },
                },
                work
            );
            await work.Commit();
            return Problem.With(StatusCodes.Status401Unauthorized, "wrong_name_or_password");
        }

        var other = await sessions.Find(person!.Id, work);
        if (other is not null && !request.Takeover)
        {
            return Problem.Conflict(
                "session_exists",
                new
                {
                    since = other.CreatedAt,
                    lastSeen = other.LastSeenAt,
                    ip = other.Ip,
                }
            );
        }
        if (verified == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await work.Execute(RenewHashSql, new { person.Id, hash = passwords.Hash(request.Password!) });
        }
        if (
            http.Request.Cookies[RequestLanguage.Cookie] is TextCatalog.Spanish or TextCatalog.English
            && !HostCookie.Station.IsIn(http.Request)
        )
        {
            // The language chosen on the sign-in page goes with the person; the next one at this screen starts anew. A station's
            // language stays with the station.
            await work.Execute(KeepLanguageSql, new { person.Id, language = http.Request.Cookies[RequestLanguage.Cookie] });
            http.Response.Cookies.Delete(RequestLanguage.Cookie);
        }
        var userAgent = Readable(http.Request.Headers.UserAgent.ToString(), 500);
        var secret = await sessions.Open(person.Id, person.Username, other, HostCookie.Session.Read(http.Request), userAgent, work);
        await work.Commit();

        HostCookie.Session.Give(http, secret);
        return TypedResults.NoContent();
    }

    private sealed record Person
    {
        public long Id { get; init; }
        public string Username { get; init; } = "";
        public string? PasswordHash { get; init; }
        public DateTimeOffset? PasswordSetAt { get; init; }
    }

    /// <summary>
    /// Makes the sign-ins of one person take turns, and asks again: the password may have been changed, or the person disabled,
    /// while we hashed.
    /// </summary>
    private static async Task<bool> Hold(Person person, DbWork work) =>
        await work.One<long?>(HoldSql, new { person.Id, person.PasswordSetAt }) is not null;

    /// <summary>What a stranger sent, fit for the log: no control characters, no novels.</summary>
    private static string Readable(string sent, int length) =>
        string.Concat(sent.Trim().EnumerateRunes().Take(length).Select(r => (Rune.IsControl(r) ? Rune.ReplacementChar : r).ToString()));

    private const string PersonSql = """
        SELECT id, username, password_hash, password_set_at FROM identity.users
        WHERE lower(username) = lower(@name) AND disabled_at IS NULL
        """;

    private const string HoldSql = """
        SELECT id FROM identity.users
        WHERE id = @Id AND disabled_at IS NULL AND password_set_at IS NOT DISTINCT FROM @PasswordSetAt::timestamptz
        FOR UPDATE
        """;

    private const string RenewHashSql = "UPDATE identity.users SET password_hash = @hash WHERE id = @Id";

    private const string KeepLanguageSql = "UPDATE identity.users SET language = @language WHERE id = @Id";
}
