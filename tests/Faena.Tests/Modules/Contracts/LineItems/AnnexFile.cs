using System.Globalization;
using Faena.Kernel.Xlsx;

namespace Faena.Tests.Modules.Contracts.LineItems;

/// <summary>An annex workbook as an office might keep it: a table under the usual titles.</summary>
internal sealed class AnnexFile
{
    public static readonly object[] Titles = ["ANEXO", "PARTIDA", "CONCEPTO", "UNIDAD", "VOLUMEN PTE", "P.U. M.N.", "P.U. USD"];

    private readonly List<object?[]> rows = [];

    public string SheetName { get; init; } = "ANEXO C";

    /// <summary>Starts with the usual titles and more of them to the right, such as days.</summary>
    public static AnnexFile With(params object[] moreTitles) => new AnnexFile().Row([.. Titles, .. moreTitles]);

    /// <summary>The next row: text, numbers, days, <c>null</c> for an empty cell, or a <see cref="Formula"/>.</summary>
    public AnnexFile Row(params object?[] cells)
    {
        rows.Add(cells);
        return this;
    }

    public AnnexFile Line(
        string code,
        object? volume,
        object? mxn = null,
        string annex = "C-2",
        string? concept = null,
        string unit = "TON",
        params object?[] days
    ) => Row([annex, code, concept ?? "CONCEPTO " + code, unit, volume, mxn ?? 0, 0, .. days]);

    public sealed record Formula(string Text, decimal Value);

    public byte[] ToBytes() => Book(this);

    /// <summary>One workbook of several sheets.</summary>
    public static byte[] Book(params AnnexFile[] sheets)
    {
        using var content = new MemoryStream();
        using (var book = new XlsxWriter(content))
        {
            foreach (var sheet in sheets)
            {
                sheet.WriteTo(book.Sheet(sheet.SheetName));
            }
        }
        return content.ToArray();
    }

    private void WriteTo(XlsxSheetWriter sheet)
    {
        foreach (var row in rows)
        {
            var cells = sheet.Row();
            foreach (var cell in row)
            {
                _ = cell switch
                {
                    null => cells.Skip(),
                    string text => cells.Text(text),
                    DateOnly day => cells.Date(day),
                    Formula formula => cells.Formula(formula.Text, formula.Value),
                    var number => cells.Number(Convert.ToDecimal(number, CultureInfo.InvariantCulture)),
                };
            }
        }
    }
}
