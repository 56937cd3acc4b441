using System.Globalization;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>Something in the workbook that could not be taken as it stands, and what stands there.</summary>
public sealed record OrderWarning(int Row, string Folio, string Field, string Text, string Code, object? Data = null);

/// <summary>A row that cannot be an order.</summary>
public sealed record RejectedRow(int Row, string Folio, string Code, object? Data = null);

/// <summary>An order as a row of the workbook says it.</summary>
/// <param name="Number">Null for the initial order.</param>
/// <param name="Values">
/// What each column said, by the order's own field names and in one spelling (ISO dates, plain decimals), so that two workbooks can be
/// compared; sites, clients and leads by the workbook's numbers. Columns that the workbook lacks are not there.
/// </param>
public sealed record OrderRow(int Row, string Folio, int? Number, IReadOnlyDictionary<string, string?> Values)
{
    public static string? Spell(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture);

    public static string? Spell(decimal? number) => number?.ToString("0.######", CultureInfo.InvariantCulture);
}
