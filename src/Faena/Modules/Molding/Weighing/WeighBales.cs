using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Faena.Modules.Molding.Orders;
using Faena.Modules.Molding.ShiftSheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Weighing;

/// <summary>
/// Registers a bale from the scale, or all that a device weighed without network. Sent again, a bale is the one it was: the scale may
/// repeat itself as often as it likes.
/// </summary>
public static class WeighBales
{
    private const int MostAtOnce = 500;
    private const int LongestEntry = 100;
    private const int LongestScale = 60;

    // Far above any setting; what the plant believes of its scale is a setting.
    private const decimal LargestWeight = 100_000;

    public static void Map(IEndpointRouteBuilder sheets)
    {
        sheets
            .MapPost("/{id:long}/pesajes", One)
            .Needs("molding.weigh")
            .TakesIdempotencyKey()
            .Refuses(404, "SHEET_NOT_FOUND")
            .Refuses(409, "ORDER_CLOSED", "ORDER_NOT_RELEASED", "SHEET_VOIDED")
            .Refuses(422);
        sheets
            .MapPost("/{id:long}/pesajes/sincronizar", Many)
            .Needs("molding.weigh")
            .TakesAtMost(BodyLimit.Megabyte)
            .TakesIdempotencyKey()
            .Refuses(404, "SHEET_NOT_FOUND")
            .Refuses(409, "ORDER_CLOSED", "ORDER_NOT_RELEASED", "SHEET_VOIDED")
            .Refuses(422);
    }

    /// <param name="IdCliente">Given by the device; one id is one bale.</param>
    /// <param name="Balanza">The scale it was read from; without it the weight counts as typed by hand.</param>
    public sealed record BaleRequest(
        Written<Guid> IdCliente,
        Written<decimal> PesoKg,
        string Color,
        string? Operador,
        string? Balanza,
        bool? Manual
    );

    public sealed record SyncRequest(IReadOnlyList<BaleRequest> Pesajes);

    /// <param name="Agregados">How many were new.</param>
    /// <param name="Repetidos">How many had been sent before.</param>
    public sealed record SyncResponse(int Agregados, int Repetidos, IReadOnlyList<BaleDocument> Pesajes);

    private static async Task<Results<Created<BaleDocument>, Ok<BaleDocument>, ProblemHttpResult>> One(
        long id,
        BaleRequest body,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        await using var work = await db.Begin(ct);
        var (refusal, outcome) = await Weigh(work, id, [(new Fields(errors), body)], errors, user, clock);
        if (refusal is not null)
        {
            return refusal;
        }
        await work.Commit();
        var bale = BaleDocument.First(outcome.Bales[0], installation.TimeZone);
        return outcome.Added > 0 ? TypedResults.Created($"/api/registros/{id}/pesajes", bale) : TypedResults.Ok(bale);
    }

    private static async Task<Results<Ok<SyncResponse>, ProblemHttpResult>> Many(
        long id,
        SyncRequest body,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        Installation installation,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var given = new Fields(errors).Items(body.Pesajes, MostAtOnce);
        errors.Require(errors.Any || given.Count > 0, "pesajes", "required");
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        var (refusal, outcome) = await Weigh(work, id, given, errors, user, clock);
        if (refusal is not null)
        {
            return refusal;
        }
        await work.Commit();
        return TypedResults.Ok(
            new SyncResponse(
                outcome.Added,
                given.Count - outcome.Added,
                [.. outcome.Bales.Select(b => BaleDocument.First(b, installation.TimeZone))]
            )
        );
    }

    private readonly record struct Outcome(IReadOnlyList<Bale> Bales, int Added);

    private static async Task<(ProblemHttpResult? Refusal, Outcome Outcome)> Weigh(
        DbWork work,
        long sheetId,
        IReadOnlyList<(Fields At, BaleRequest Bale)> given,
        FieldErrors errors,
        CurrentUser user,
        TimeProvider clock
    )
    {
        var clients = given.Select(g => ClientOf(g.At, g.Bale)).ToList();
        if (errors.Any)
        {
            return (Problem.Invalid(errors), default);
        }
        if (await OpenOrder.ShareOf(work, sheetId) is not { } order || await SheetToWeighFor(work, sheetId) is not { } sheet)
        {
            return (Problem.NotFound(OneSheet.NotFound), default);
        }
        // What was sent before is answered before anything else is looked at: the rest of its body no longer counts.
        var sent = (await BaleTable.Sent(work, clients)).ToDictionary(b => b.IdCliente);
        var fresh = given.Zip(clients).Where(g => !sent.ContainsKey(g.Second)).DistinctBy(g => g.Second).ToList();
        var added = 0;
        if (fresh.Count > 0)
        {
            if (OpenOrder.Refusal(order) is { } refusal)
            {
                return (refusal, default);
            }
            if (sheet.Anulado)
            {
                return (Problem.Conflict(OneSheet.Voided), default);
            }
            var settings = await PlantSettings.Read(work);
            var bales = fresh.ConvertAll(g => BaleOf(g.First.At, g.First.Bale, g.Second, sheetId, order, settings, user));
            if (errors.Any)
            {
                return (Problem.Invalid(errors), default);
            }
            // The clock is read while the order is held open: no bale is dated after the close.
            added = await BaleTable.Add(work, bales, user.Name, clock.GetUtcNow());
            sent = (await BaleTable.Sent(work, clients)).ToDictionary(b => b.IdCliente);
            await work.Tell(OneSheet.TopicOf(order.Id), sheetId);
        }
        return (null, new Outcome([.. clients.Select(c => sent[c])], added));
    }

    private static Guid ClientOf(Fields fields, BaleRequest given)
    {
        fields.Require(given.IdCliente.Text is not null, nameof(given.IdCliente), "required");
        return fields.Id(given.IdCliente) ?? Guid.Empty;
    }

    private static Bale BaleOf(
        Fields fields,
        BaleRequest given,
        Guid client,
        long sheet,
        Order order,
        PlantSettings settings,
        CurrentUser user
    )
    {
        var colour = fields.Name(given.Color, LongestEntry);
        var lot = SheetNames.LotOf(order, colour);
        var weight = fields.Number(given.PesoKg, LargestWeight, required: true) ?? 0;
        var scale = fields.Name(given.Balanza, LongestScale, required: false);
        var person = fields.Name(given.Operador, LongestEntry, required: false);
        fields
            .Require(lot is not null || colour.Length == 0, nameof(given.Color), "colour_of_no_lot", new { color = colour })
            .Require(
                weight <= settings.PesoMaximoKg,
                nameof(given.PesoKg),
                "bale_too_heavy",
                new { max = settings.PesoMaximoKg.Trimmed() }
            );
        return new Bale
        {
            IdCliente = client,
            IdRegistro = sheet,
            Serie = BaleCode.New(),
            PesoKg = weight,
            IdColor = lot?.IdColor,
            Color = lot?.Color ?? colour,
            Operador = person.Length > 0 ? person : user.DisplayName,
            Balanza = scale,
            Manual = given.Manual ?? scale.Length == 0,
        };
    }

    private sealed record OpenSheet(bool Anulado);

    private static Task<OpenSheet?> SheetToWeighFor(DbWork work, long sheet) => work.One<OpenSheet>(SheetSql, new { sheet });

    // Whoever voids the sheet waits until the bale is there, and then finds it.
    private const string SheetSql = """
        SELECT anulado FROM molding.registro_diario_produccion WHERE id = @sheet::bigint FOR SHARE
        """;
}
