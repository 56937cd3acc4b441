using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Contracts.LineItems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>Remembers the exchange rate (MXN per USD) at which an order's amounts are shown homologated.</summary>
public static class SaveRate
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts
            .MapPut("/work-orders/{id:long}/rate", Handle)
            .Needs("contracts.save_production")
            .Of(Scope.Family("id"))
            .Refuses(404, "order_not_found")
            .Refuses(422);

    public sealed record Request(decimal? TipoCambio);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        long id,
        Request request,
        Db db,
        CurrentUser user,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors()
            .Require(request.TipoCambio is > 0 and < 1_000_000, "tipo_cambio", "rate_range")
            .Require(
                request.TipoCambio is not { } rate || Math.Round(rate, 6) == rate,
                "tipo_cambio",
                "too_many_decimals",
                new { decimales = 6 }
            );
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        if (await work.One<long?>(FamilySql, new { id }) is not { } family)
        {
            return Problem.NotFound("order_not_found");
        }
        await FamilyLines.Lock(work, [family]);
        if (await work.Execute(SaveSql, new { family, rate = request.TipoCambio }) > 0)
        {
            await FamilyChange.OfHead(work, [family], user.Name);
            await work.Commit();
        }
        return TypedResults.NoContent();
    }

    // The grids show families, so the rate is the initial order's.
    private const string FamilySql = "SELECT id_familia FROM contracts.ot WHERE id = @id::bigint";

    private const string SaveSql = """
        UPDATE contracts.ot SET tipo_cambio = @rate WHERE id = @family::bigint AND tipo_cambio <> @rate
        """;
}
