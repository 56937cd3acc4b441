using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.OpenApi;
using Faena.Kernel.Xlsx;
using Faena.Modules.Contracts.ProductionGrid;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.DailyStatus;

/// <summary>The daily grid of a site as a workbook: each day's label, and how often each label stands, as live counts.</summary>
public static class ExportDays
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts.MapGet("/days.xlsx", Handle).Needs("contracts.read").Of(Scope.Site("id_sitio")).Asks(SiteMonth.Query).Refuses(422);

    private static async Task<Results<XlsxResult, ProblemHttpResult>> Handle(
        HttpRequest request,
        Db db,
        AuditTrail audit,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        if (SiteMonth.Parse(request.Query, errors) is not { } asked)
        {
            return Problem.Invalid(errors);
        }
        var orders = await ReadDays.Read(db, asked.Month, asked.Site, ct);
        var site = await db.One<string>(SiteNames.NameSql, new { id = asked.Site }, ct) ?? "";
        var entry = new AuditEntry("EXPORT", "catalog.sitio", asked.Site.ToString(CultureInfo.InvariantCulture))
        {
            After = new { mes = asked.Month.Number, anio = asked.Month.Year },
        };
        await audit.Write(entry, ct);
        var name = $"{site} {asked.Month.Year}-{asked.Month.Number:00}.xlsx";
        return new XlsxResult(name, book => Write(book, orders, asked.Month, site, texts.For(request.HttpContext)));
    }

    private const int FirstDayColumn = 5;

    private static void Write(XlsxWriter book, IReadOnlyList<OrderDays> orders, Month month, string site, Texts texts)
    {
        var days = Enumerable.Range(1, month.Days).ToList();
        var labels = DayLabels.Known.Select(label => label.Name).ToList();
        var layout = new XlsxLayout
        {
            HeaderRows = 2,
            FrozenColumns = 2,
            Widths = [26, 46, 12, 12, .. days.Select(_ => 13m), .. labels.Select(_ => 12m), 40],
        };
        var sheet = book.Sheet(texts["export.days"], layout);
        sheet.Row(XlsxLook.Group).Text($"{site} · {month.First.ToString("Y", CultureInfo.CurrentCulture)}");
        sheet.Header([
            texts["export.order"],
            texts["export.work"],
            texts["export.from"],
            texts["export.to"],
            .. days.Select(day => day.ToString(CultureInfo.InvariantCulture)),
            .. labels,
            texts["export.evidence"],
        ]);
        var (first, last) = (XlsxAddress.Column(FirstDayColumn), XlsxAddress.Column(FirstDayColumn + month.Days - 1));
        foreach (var order in orders)
        {
            var shown = days.ConvertAll(day =>
                DayLabels.NameOf(order.StateOf(day) is var state ? state.Signature ?? state.Operating : null)
            );
            var row = sheet.Row().Text(order.Ot).Text(order.Desc).Date(order.Validity.From).Date(order.Validity.To);
            shown.ForEach(label => row.Text(label));
            foreach (var label in labels)
            {
                var count = shown.Count(s => s == label);
                row.Formula($"COUNTIF({first}{row.RowNumber}:{last}{row.RowNumber},\"{label}\")", count, XlsxFormat.Whole);
            }
            row.Text(order.Archivo);
        }
    }
}
