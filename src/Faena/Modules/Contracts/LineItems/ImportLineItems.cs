using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>Gives an order its list of lines as JSON; without <c>confirmar</c> it only says what would change.</summary>
public static class ImportLineItems
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts
            .MapPost("/work-orders/{id:long}/line-items", Handle)
            .TakesAtMost(24 * BodyLimit.Megabyte)
            .Needs("contracts.import")
            .Of(Scope.Order("id"))
            .Refuses(404, "order_not_found")
            .Refuses(409, "order_cancelled", "produced_lines_missing", "unit_key_taken")
            .Refuses(422);

    public sealed record Request(string? ModoPool, IReadOnlyList<Line?>? Partidas, bool? ConservarFaltantes, bool? Confirmar);

    public sealed record Line(
        string? IdPartida,
        string? DescripcionConcepto,
        string? Anexo,
        string? Unidad,
        decimal? VolumenProyectado,
        decimal? PrecioUnitarioMn,
        decimal? PrecioUnitarioUsd,
        IReadOnlyDictionary<string, decimal>? Programado
    );

    private static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> Handle(
        long id,
        Request request,
        Db db,
        ICatalog catalog,
        CurrentUser user,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors()
            .Require(request.ModoPool is null || PoolModes.IsKnown(request.ModoPool), "modo_pool", "pool_mode")
            .Require(request.Partidas is { Count: > 0 }, "partidas", "required")
            .Require(request.Partidas is null or { Count: <= MostLines }, "partidas", "too_many_lines", new { max = MostLines });
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        var faults = new List<LineFault>();
        var listed = request.Partidas!.Select((line, i) => Read(line, i, faults)).OfType<ListedLine>().ToList();
        if (faults.Count > 0)
        {
            return Refuse(faults);
        }
        var options = new ImportOptions
        {
            PoolMode = request.ModoPool ?? PoolModes.Shared,
            KeepMissing = request.ConservarFaltantes == true,
            Confirm = request.Confirmar == true,
        };
        return await LineItemImport.Run(db, catalog, user, id, listed, options, ct) switch
        {
            ImportOutcome.Taken taken => TypedResults.Ok(taken.Answer),
            ImportOutcome.BadLines bad => Refuse(bad.Faults),
            ImportOutcome.Refused refused => refused.Problem,
            var other => throw new InvalidOperationException($"An import that ends as {other.GetType().Name}."),
        };
    }

    private const int MostLines = 20_000;

    private static ListedLine? Read(Line? line, int index, List<LineFault> faults)
    {
        if (line is null)
        {
            faults.Add(new LineFault(index, "", "required"));
            return null;
        }
        var planned = new Dictionary<DateOnly, decimal>();
        foreach (var (text, volume) in line.Programado ?? new Dictionary<string, decimal>())
        {
            if (DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                planned[date] = volume;
            }
            else
            {
                faults.Add(new LineFault(index, $"programado.{text}", "not_a_date"));
            }
        }
        var given = new GivenLine
        {
            Code = line.IdPartida,
            Concept = line.DescripcionConcepto,
            Annex = line.Anexo,
            Unit = line.Unidad,
            Volume = line.VolumenProyectado,
            PriceMxn = line.PrecioUnitarioMn,
            PriceUsd = line.PrecioUnitarioUsd,
            Planned = planned,
        };
        return given.Check(index, faults);
    }

    private static ProblemHttpResult Refuse(IReadOnlyList<LineFault> faults)
    {
        var errors = new FieldErrors();
        foreach (var fault in faults)
        {
            errors.Add($"partidas[{fault.Index}]{(fault.Member.Length > 0 ? "." : "")}{fault.Member}", fault.Code, fault.Data);
        }
        return Problem.Invalid(errors);
    }
}
