using System.Text.Encodings.Web;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Identity.Stations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Faena.Modules.Identity.Sessions;

/// <summary>
/// Knows the caller by a bearer token, by the session cookie, or by the cookie of a station, and says why when it does not. A station's
/// request that carries a person's PIN is that person's.
/// </summary>
internal sealed class CallerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logs,
    UrlEncoder encoder,
    Db db,
    TimeProvider clock,
    SessionLifetime lifetime,
    SignedActs acts
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public new const string Scheme = "Faena";

    private const string BearerPrefix = "Bearer ";

    // Often enough to know who is here, seldom enough not to write on every request.
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(1);

    private string refusal = "not_signed_in";

    // Where a signed act was refused: the station at which it was done.
    private Station? refusedAt;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.IsSameForEveryone())
        {
            return AuthenticateResult.NoResult();
        }
        var authorization = Request.Headers.Authorization.ToString();
        if (authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return await ByToken(authorization[BearerPrefix.Length..].Trim());
        }
        var session = HostCookie.Session.Read(Request) is { } secret ? await BySession(secret) : AuthenticateResult.NoResult();
        if (session.Succeeded || HostCookie.Station.Read(Request) is not { } station)
        {
            return session;
        }
        // Whoever signed in here and left has left the station. What they still wanted to write is not the station's.
        return session.None || IsRead || Request.Headers.ContainsKey(SignedActs.Header) ? await ByStation(station) : session;
    }

    private bool IsRead => HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method);

    private async Task<AuthenticateResult> BySession(string secret)
    {
        var person = await db.One<PersonWithSession>(PersonSql, new { hash = Secret.HashOf(secret) }, Context.RequestAborted);
        if (person is null)
        {
            return Refuse("not_signed_in");
        }
        var now = clock.GetUtcNow();
        if (person.EndReason is not null)
        {
            return Refuse(CodeOf(person.EndReason));
        }
        if (now >= person.ExpiresAt || now >= person.LastSeenAt + lifetime.Idle)
        {
            return Refuse("session_expired");
        }
        if (now >= person.LastSeenAt + TouchInterval)
        {
            await db.Execute(TouchSessionSql, new { person.SessionId, now }, Context.RequestAborted);
        }
        return Accept(person);
    }

    private async Task<AuthenticateResult> ByToken(string secret)
    {
        var token = await db.One<Token>(TokenSql, new { hash = Secret.HashOf(secret) }, Context.RequestAborted);
        if (token is null)
        {
            return Refuse("token_unknown");
        }
        var now = clock.GetUtcNow();
        if (token.LastUsedAt is null || now >= token.LastUsedAt + TouchInterval)
        {
            await db.Execute(TouchTokenSql, new { token.Id, now }, Context.RequestAborted);
        }
        return Accept(token);
    }

    private async Task<AuthenticateResult> ByStation(string secret)
    {
        var station = await db.One<Station>(StationSql, new { hash = Secret.HashOf(secret) }, Context.RequestAborted);
        if (station is null or { RevokedAt: not null })
        {
            return Refuse("station_revoked");
        }
        var now = clock.GetUtcNow();
        if (station.LastSeenAt is null || now >= station.LastSeenAt + TouchInterval)
        {
            await db.Execute(TouchStationSql, new { station.Id, now }, Context.RequestAborted);
        }
        if (PageRequest.Is(Request))
        {
            HostCookie.Station.Give(Context, secret);
        }
        station = station with { Permissions = [StationRights.Read] };
        if (!Request.Headers.ContainsKey(SignedActs.Header) || !StationRights.IsAct(Context))
        {
            return Accept(station);
        }
        var act = await acts.Of(station, Request, Context.RequestAborted);
        if (act.Person is null)
        {
            refusedAt = station;
            return Refuse(act.Refusal);
        }
        return Accept(act.Person);
    }

    private static AuthenticateResult Accept(Caller caller) =>
        AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(Scheme), Scheme));

    private AuthenticateResult Refuse(string code)
    {
        refusal = code;
        return AuthenticateResult.Fail(code);
    }

    private static string CodeOf(string endReason) =>
        endReason switch
        {
            "superseded" => "session_superseded",
            "expired" => "session_expired",
            "signed_out" or "replaced" => "not_signed_in",
            _ => "session_ended",
        };

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (refusedAt is not null)
        {
            // Never 401: a device that waits for somebody to sign in would wait for ever.
            Context.User = refusedAt.ToPrincipal(Scheme);
            return Problem.Forbidden(refusal).ExecuteAsync(Context);
        }
        if (PageRequest.Is(Request))
        {
            if (refusal == "station_revoked")
            {
                HostCookie.Station.TakeBack(Context);
            }
            Response.Redirect(SignInPage());
            return Task.CompletedTask;
        }
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.With(StatusCodes.Status401Unauthorized, refusal).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (PageRequest.Is(Request))
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        return Problem.Forbidden("not_allowed").ExecuteAsync(Context);
    }

    private string SignInPage()
    {
        var wanted = Request.PathBase + Request.Path + Request.QueryString;
        // A path may begin with two slashes, which a browser takes for another host.
        var query = QueryString.Create("returnUrl", RedirectHttpResult.IsLocalUrl(wanted) ? wanted : "/");
        return Request.PathBase + "/sign-in" + (refusal == "not_signed_in" ? query : query.Add("reason", refusal));
    }

    private const string PersonSql = """
        SELECT u.id, u.username AS name, u.display_name, u.language,
               s.id AS session_id, s.end_reason, s.last_seen_at, s.expires_at,
               a.roles, a.permissions, a.site_ids, a.facility_ids
        FROM identity.sessions s
        JOIN identity.users u ON u.id = s.user_id
        JOIN identity.v_user_access a ON a.user_id = u.id
        WHERE s.token_hash = @hash
        """;

    private const string TokenSql = """
        SELECT t.id, 'token:' || t.name AS name, t.name AS display_name, t.last_used_at,
               ARRAY(SELECT role FROM identity.token_roles WHERE token_id = t.id ORDER BY 1) AS roles,
               ARRAY(
                   SELECT DISTINCT rp.permission
                   FROM identity.token_roles tr JOIN identity.role_permissions rp USING (role)
                   WHERE tr.token_id = t.id
                   ORDER BY 1
               ) AS permissions
        FROM identity.tokens t
        WHERE t.token_hash = @hash AND t.revoked_at IS NULL
        """;

    private const string StationSql = """
        SELECT s.id, 'station:' || s.name AS name, s.name AS display_name, s.facility_id, s.last_seen_at, s.revoked_at
        FROM identity.stations s
        WHERE s.token_hash = @hash
        """;

    private const string TouchStationSql = "UPDATE identity.stations SET last_seen_at = @now::timestamptz WHERE id = @Id";

    private const string TouchSessionSql = """
        UPDATE identity.sessions SET last_seen_at = @now::timestamptz
        WHERE id = @SessionId AND ended_at IS NULL AND last_seen_at < @now::timestamptz
        """;

    private const string TouchTokenSql = "UPDATE identity.tokens SET last_used_at = @now::timestamptz WHERE id = @Id";
}
