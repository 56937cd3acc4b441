using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Stations;

/// <summary>Makes the device that asks a station. Its cookie is all that there is of it; nobody ever reads it.</summary>
internal static class MakeStation
{
    private const int LongestName = 100;

    public static void Map(IEndpointRouteBuilder stations) =>
        stations
            .MapPost("", Handle)
            .Needs("identity.manage")
            .Of(Scope.Facility("$.facilityId").OrAll)
            .Refuses(409, "station_name_taken")
            .Refuses(422);

    /// <param name="Name">What people call the tablet.</param>
    /// <param name="FacilityId">Where it stands; none: it serves all of them.</param>
    public sealed record Request(string? Name, long? FacilityId);

    public sealed record Response(long Id);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var name = request.Name?.Trim() ?? "";
        var errors = new FieldErrors().Require(
            name.Length is > 0 and <= LongestName && !name.Any(char.IsControl),
            "name",
            "station_name_length",
            new { longest = LongestName }
        );
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        var secret = Secret.New();
        var now = clock.GetUtcNow();
        await using var work = await db.Begin(ct);
        // A device is one station: what it was until now is over, and its name is free again.
        if (HostCookie.Station.Read(http.Request) is { } carried)
        {
            await work.Execute(EndCarriedSql, new { carried = Secret.HashOf(carried), now });
        }
        var id = await work.One<long>(
            MakeSql,
            new
            {
                name,
                request.FacilityId,
                hash = Secret.HashOf(secret),
                now,
                by = user.Name,
            }
        );
        await work.Commit();
        HostCookie.Station.Give(http, secret);
        return TypedResults.Created($"/api/identity/stations/{id}", new Response(id));
    }

    private const string EndCarriedSql = """
        UPDATE identity.stations SET revoked_at = @now::timestamptz WHERE token_hash = @carried::bytea AND revoked_at IS NULL
        """;

    private const string MakeSql = """
        INSERT INTO identity.stations (name, facility_id, token_hash, created_at, created_by)
        VALUES (@name, @FacilityId::bigint, @hash, @now, @by)
        RETURNING id
        """;
}
