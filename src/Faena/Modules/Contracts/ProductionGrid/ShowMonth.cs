using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>
/// The month sheet as our own page reads it: the same sheet as the documented call in a quarter of the bytes. Only what there is
/// travels, and every quantity is decimal text, so that the browser never makes a binary float of it.
/// </summary>
public static class ShowMonth
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts
            .MapGet("/month-sheet", Handle)
            .Needs("contracts.read")
            .Of(Scope.Site("id_sitio"), Scope.Family("id_ot"))
            .Asks(SheetAddress.Query)
            .Refuses(404, "order_not_found")
            .Refuses(422);

    /// <param name="Version">From here on <see cref="ShowChanges"/> tells what is different.</param>
    public sealed record Response(
        long Version,
        MonthJson.Order Orden,
        IReadOnlyList<int> DiasBloqueados,
        IReadOnlyList<int> DiasCerrados,
        IReadOnlyList<MonthJson.Line> Lineas,
        MonthJson.Totals Totales
    );

    private static async Task<Results<WrittenJson<Response>, ProblemHttpResult>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (SheetAddress.Parse(request.Query, errors) is not { } address)
        {
            return Problem.Invalid(errors);
        }
        var sheet = await ReadMonthSheet.Read(db, address, ct);
        return sheet switch
        {
            null => Problem.NotFound("order_not_found"),
            { IsOfSite: false } => Problem.Invalid("id_sitio", "site_not_of_order"),
            _ => new WrittenJson<Response>(json =>
            {
                json.WriteStartObject();
                MonthJson.Write(json, sheet, sheet.Lines, address.Minimum);
                json.WriteEndObject();
            }),
        };
    }
}
