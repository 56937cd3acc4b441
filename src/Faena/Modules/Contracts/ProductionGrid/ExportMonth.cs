using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.OpenApi;
using Faena.Kernel.Xlsx;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>A month of an order at a site as a workbook with live formulas.</summary>
public static class ExportMonth
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts
            .MapGet("/month-sheet.xlsx", Handle)
            .Needs("contracts.read")
            .Of(Scope.Site("id_sitio"), Scope.Family("id_ot"))
            .Asks(SheetAddress.Query)
            .Refuses(404, "order_not_found")
            .Refuses(422);

    private static async Task<Results<XlsxResult, ProblemHttpResult>> Handle(
        HttpRequest request,
        Db db,
        AuditTrail audit,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        if (SheetAddress.Parse(request.Query, errors) is not { } address)
        {
            return Problem.Invalid(errors);
        }
        var sheet = await ReadMonthSheet.Read(db, address, ct);
        if (sheet is null)
        {
            return Problem.NotFound("order_not_found");
        }
        if (!sheet.IsOfSite)
        {
            return Problem.Invalid("id_sitio", "site_not_of_order");
        }
        var site = await db.One<string>(SiteNames.NameSql, new { id = address.Site }, ct) ?? "";
        var entry = new AuditEntry("EXPORT", "contracts.ot", address.OrderId.ToString(CultureInfo.InvariantCulture))
        {
            After = new
            {
                mes = address.Month.Number,
                anio = address.Month.Year,
                id_sitio = address.Site,
            },
        };
        await audit.Write(entry, ct);
        var workbook = new MonthWorkbook(sheet, site, texts.For(request.HttpContext), CultureInfo.CurrentCulture);
        var name = $"{sheet.Head.OrderNumber} {address.Month.Year}-{address.Month.Number:00}.xlsx";
        return new XlsxResult(name, book => workbook.Write(book, address.Minimum));
    }
}

/// <summary>A site's name, for what is printed or exported.</summary>
internal static class SiteNames
{
    public const string NameSql = "SELECT descripcion FROM catalog.v_sitio WHERE id = @id::bigint";
}
