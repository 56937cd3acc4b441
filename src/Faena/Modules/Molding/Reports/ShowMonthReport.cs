using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Reports;

/// <summary>The month of the molding floor in figures, and the same as a workbook whose sums are formulas over its sheets.</summary>
public static class ShowMonthReport
{
    public static void Map(IEndpointRouteBuilder reports)
    {
        reports.MapGet("/molding-month", Handle).Needs("molding.read").Refuses(422);
        reports.MapGet("/molding-month.xlsx", Export).Needs("molding.read").Refuses(422);
    }

    private static async Task<Results<Ok<MonthReport>, ProblemHttpResult>> Handle(string? month, Db db, CancellationToken ct) =>
        MonthOf(month) is { } first ? TypedResults.Ok(await MonthReport.Read(db, first, ct)) : NotAMonth(month);

    private static async Task<Results<XlsxResult, ProblemHttpResult>> Export(
        string? month,
        HttpContext http,
        Db db,
        AuditTrail audit,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        if (MonthOf(month) is not { } first)
        {
            return NotAMonth(month);
        }
        var report = await MonthReport.Read(db, first, ct);
        var sheets = await MonthReportBook.SheetsOf(db, first, ct);
        await audit.Write(new AuditEntry("EXPORT", "molding.registro_diario_produccion", report.Month), ct);
        return new XlsxResult($"{report.Month}.xlsx", book => new MonthReportBook(report, sheets, texts.For(http)).Write(book));
    }

    private static ProblemHttpResult NotAMonth(string? month) =>
        Problem.Invalid("month", string.IsNullOrEmpty(month) ? "required" : "not_a_month");

    /// <summary>The first day of a month written as 2025-11.</summary>
    internal static DateOnly? MonthOf(string? month) =>
        DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        && first.Year is >= 2000 and <= 2100
            ? first
            : null;
}
