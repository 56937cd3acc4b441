using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.SheetPads;

/// <summary>Registers a pad of numbered sheets; no number of a series stands on two pads.</summary>
public static class CreatePad
{
    private const int LongestSeries = 20;
    private const long LargestNumber = 999_999_999_999;
    private const long MostSheets = 1_000_000;

    public static void Map(IEndpointRouteBuilder molding)
    {
        molding
            .MapPost("/talonarios", Handle)
            .Needs("molding.manage_orders")
            .TakesIdempotencyKey()
            .Refuses(409, "PAD_OVERLAP")
            .Refuses(422);
        molding.MapGet("/talonarios", List).Needs("molding.read");
    }

    public sealed record Request(string? Serie, Written<long> Desde, Written<long> Hasta);

    private static async Task<Results<Created<SheetPad>, ProblemHttpResult>> Handle(Request body, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var fields = new Fields(errors);
        var series = fields.Name(body.Serie, LongestSeries, required: false);
        var first = fields.Count(body.Desde, LargestNumber, required: true) ?? 0;
        var last = fields.Count(body.Hasta, LargestNumber, required: true) ?? 0;
        errors.Require(errors.Any || (last >= first && last - first < MostSheets), "hasta", "pad_range", new { max = MostSheets });
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        // Two people registering pads wait for each other; taking numbers goes on meanwhile.
        await work.Execute(AloneSql);
        if (
            await work.One<SheetPad>(
                AddSql,
                new
                {
                    series,
                    first,
                    last,
                }
            )
            is not { } pad
        )
        {
            return Problem.Conflict("PAD_OVERLAP");
        }
        await work.Commit();
        return TypedResults.Created($"/api/molding/talonarios/{pad.Id}", pad);
    }

    internal static async Task<IReadOnlyList<SheetPad>> List(Db db, CancellationToken ct) => await db.Query<SheetPad>(ListSql, null, ct);

    private const string AloneSql = "SELECT pg_advisory_xact_lock(hashtext('molding.talonario'))";

    private const string AddSql = """
        INSERT INTO molding.talonario (serie, desde, hasta, siguiente)
        SELECT @series::text, @first::bigint, @last::bigint, @first::bigint
        WHERE NOT EXISTS (
          SELECT FROM molding.talonario t
          WHERE lower(t.serie) = lower(@series::text) AND t.desde <= @last::bigint AND t.hasta >= @first::bigint)
        RETURNING id, serie, desde, hasta, siguiente, activo
        """;

    private const string ListSql = """
        SELECT id, serie, desde, hasta, siguiente, activo FROM molding.talonario ORDER BY activo DESC, serie, desde
        """;
}
