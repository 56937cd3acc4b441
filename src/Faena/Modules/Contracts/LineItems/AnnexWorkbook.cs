using System.Text.RegularExpressions;
using Faena.Kernel.Http;
using Faena.Kernel.Xlsx;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>What is wrong at a place of the sheet. Rows and columns are numbered from 1; column 0 is the row as a whole.</summary>
public sealed record SheetFault(int Row, int Column, string Code, object? Data = null);

/// <summary>
/// An order's annex as the office keeps it: one sheet with a line a row and, to the right, a column a day of planned volumes.
/// Only reads what stands there; formulas are taken at the value they were saved with. Source: contracts.md §3.5.
/// </summary>
public sealed partial class AnnexWorkbook
{
    private const int HeaderWithin = 100;

    private readonly List<int> rowOf = [];

    private AnnexWorkbook(XlsxSheet sheet, AnnexHeader header)
    {
        Sheet = sheet;
        Header = header;
    }

    public XlsxSheet Sheet { get; }
    public AnnexHeader Header { get; }

    /// <summary>The lines that can be read. Only worth anything where there are no faults.</summary>
    public List<ListedLine> Lines { get; } = [];

    public List<SheetFault> Faults { get; } = [];

    /// <summary>Other sheets with such a table. One sheet is one list, so they were not read.</summary>
    public required IReadOnlyList<string> SheetsLeftOut { get; init; }

    /// <returns>The annex; null when no sheet holds one, which is then among the errors.</returns>
    public static AnnexWorkbook? Read(XlsxReader book, FieldErrors errors)
    {
        var found = book
            .Sheets.Where(sheet => !sheet.Hidden)
            .OrderByDescending(sheet => IsNamedAsAnnex(sheet.Name))
            .Select(sheet => (Sheet: sheet, Header: HeaderOf(sheet)))
            .Where(candidate => candidate.Header is not null)
            .ToList();
        if (found.Count == 0)
        {
            errors.Add("archivo", "annex_header_missing");
            return null;
        }
        var (sheet, header) = found[0];
        if (header!.AnnexColumn == 0)
        {
            errors.Add("archivo", "annex_column_missing", new { hoja = sheet.Name, fila = header.Row.Number });
            return null;
        }
        var annex = new AnnexWorkbook(sheet, header) { SheetsLeftOut = [.. found.Skip(1).Select(other => other.Sheet.Name)] };
        annex.ReadDates();
        annex.ReadRows();
        if (annex.Lines.Count == 0 && annex.Faults.Count == 0)
        {
            errors.Add("archivo", "annex_without_lines", new { hoja = sheet.Name });
            return null;
        }
        return annex;
    }

    /// <summary>Where in the sheet a line's fault stands.</summary>
    public SheetFault Place(LineFault fault) => new(rowOf[fault.Index], Header.ColumnOf(fault.Member), fault.Code, fault.Data);

    private static bool IsNamedAsAnnex(string name)
    {
        var key = Keys.TextKey(name);
        return key.Contains("ANEXO C", StringComparison.Ordinal) || key.Contains("RECURSOS PROGRAMADOS", StringComparison.Ordinal);
    }

    private static AnnexHeader? HeaderOf(XlsxSheet sheet) =>
        sheet.Rows().TakeWhile(row => row.Number <= HeaderWithin).Select(AnnexHeader.In).FirstOrDefault(header => header is not null);

    private void ReadDates()
    {
        var row = Header.Row.Number;
        Faults.AddRange(
            Header.UnreadableDates.Select(cell => new SheetFault(row, cell.Column, "header_not_a_date", new { valor = cell.Text }))
        );
        Faults.AddRange(
            Header
                .Planned.GroupBy(p => p.Date)
                .SelectMany(day => day.Skip(1))
                .Select(again => new SheetFault(row, again.Column, "date_repeated", new { fecha = again.Date }))
        );
    }

    private void ReadRows()
    {
        foreach (var row in Sheet.Rows().SkipWhile(row => row.Number <= Header.Row.Number))
        {
            // Of a cell given twice, which only a damaged file does, the first counts.
            var cells = row.Cells.DistinctBy(cell => cell.Column).ToDictionary(cell => cell.Column);
            if (IsLine(row, cells))
            {
                ReadLine(row, cells);
            }
        }
    }

    /// <summary>Blank rows, group headings, totals, repeated titles and signatures stand between the lines; so do lines not approved.</summary>
    private bool IsLine(XlsxRow row, Dictionary<int, XlsxCell> cells)
    {
        var (code, concept, unit) = (Text(Header.CodeColumn), Text(Header.ConceptColumn), Text(Header.UnitColumn));
        if ((code.Length == 0 && concept.Length == 0 && unit.Length == 0) || Header.IsRepeatedBy(row))
        {
            return false;
        }
        if (Header.ApprovedColumn > 0 && Text(Header.ApprovedColumn) != "OK")
        {
            return false;
        }
        if (unit.Length > 0)
        {
            return true;
        }
        var isTotal = (code.Length == 0 || Total().IsMatch(code)) && row.Cells.Any(cell => Total().IsMatch(Keys.TextKey(cell.Text)));
        return !isTotal && (code.Length > 0 || HasAmounts());

        string Text(int column) => cells.TryGetValue(column, out var cell) ? Keys.TextKey(cell.Text) : "";

        bool HasAmounts() =>
            Header
                .Planned.Select(p => p.Column)
                .Concat([Header.VolumeColumn, Header.PriceMxnColumn, Header.PriceUsdColumn])
                .Any(column => cells.TryGetValue(column, out var cell) && SheetAmount.Read(cell) is not { Value: null or 0, Fault: null });
    }

    private void ReadLine(XlsxRow row, Dictionary<int, XlsxCell> cells)
    {
        var index = rowOf.Count;
        var before = Faults.Count;
        rowOf.Add(row.Number);
        var given = new GivenLine
        {
            Code = Text(Header.CodeColumn, isName: true),
            Concept = Text(Header.ConceptColumn),
            Annex = Text(Header.AnnexColumn, isName: true),
            Unit = Text(Header.UnitColumn),
            Volume = Amount(Header.VolumeColumn),
            PriceMxn = Amount(Header.PriceMxnColumn),
            PriceUsd = Header.PriceUsdColumn > 0 ? Amount(Header.PriceUsdColumn) : 0,
            Planned = PlannedOf(),
        };
        var faults = new List<LineFault>();
        if (given.Check(index, faults) is { } line && Faults.Count == before)
        {
            Lines.Add(line);
        }
        // A cell that could not be read at all is not also missing.
        var unreadable = Faults.Skip(before).Select(fault => fault.Column).ToHashSet();
        Faults.AddRange(faults.Select(Place).Where(fault => !unreadable.Contains(fault.Column)));

        string Text(int column, bool isName = false)
        {
            if (!cells.TryGetValue(column, out var cell))
            {
                return "";
            }
            var fault = cell.Kind switch
            {
                XlsxKind.Error => "cell_error",
                XlsxKind.Empty => "formula_without_value",
                // A spreadsheet turns a code such as 4-1 into the first of April.
                XlsxKind.Date when isName => "code_became_a_date",
                _ => null,
            };
            if (fault is not null)
            {
                Faults.Add(new SheetFault(row.Number, column, fault, new { valor = cell.Text }));
            }
            return cell.Text;
        }

        decimal? Amount(int column)
        {
            var amount = cells.TryGetValue(column, out var cell) ? SheetAmount.Read(cell) : default;
            if (amount.Fault is { } fault)
            {
                Faults.Add(new SheetFault(row.Number, column, fault, amount.Data));
            }
            return amount.Value;
        }

        Dictionary<DateOnly, decimal> PlannedOf()
        {
            var planned = new Dictionary<DateOnly, decimal>();
            foreach (var (column, date) in Header.Planned.Where(p => cells.ContainsKey(p.Column)))
            {
                if (Amount(column) is { } volume and not 0)
                {
                    planned[date] = volume;
                }
            }
            return planned;
        }
    }

    [GeneratedRegex(@"^(GRAN |SUB ?|IMPORTE )?TOTAL\b|^SUMA\b", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Total();
}
