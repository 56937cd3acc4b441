using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Faena.Kernel.Xlsx;

/// <summary>
/// Writes an .xlsx row by row. Formulas go with the value they have now, so that readers which do not calculate see it too;
/// text is always text, whatever it begins with.
/// </summary>
public sealed class XlsxWriter : IDisposable
{
    private readonly SpreadsheetDocument document;
    private readonly WorkbookPart workbook;
    private readonly XlsxStyles styles = new();
    private readonly List<XlsxSheetWriter> sheets = [];
    private readonly SortedDictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);

    private bool finished;

    /// <summary>Writes to a stream that can seek; the file is whole once the writer is disposed.</summary>
    public XlsxWriter(Stream target)
    {
        document = SpreadsheetDocument.Create(target, SpreadsheetDocumentType.Workbook, autoSave: false);
        workbook = document.AddWorkbookPart();
    }

    /// <summary>Starts the next sheet and ends the one before. A name that spreadsheets do not allow is made to fit.</summary>
    public XlsxSheetWriter Sheet(string name, XlsxLayout? layout = null)
    {
        sheets.LastOrDefault()?.End();
        var sheet = new XlsxSheetWriter(this, workbook.AddNewPart<WorksheetPart>(), FreeName(name), layout ?? new(), styles);
        sheets.Add(sheet);
        return sheet;
    }

    public void Dispose()
    {
        if (finished)
        {
            return;
        }
        finished = true;
        if (sheets.Count == 0)
        {
            Sheet("1");
        }
        sheets[^1].End();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = styles.ToStylesheet();
        workbook.WorkbookStylesPart!.Stylesheet.Save();
        workbook.Workbook = new Workbook(new Sheets(sheets.Select(ToElement)));
        var defined = PrintTitles().Concat(names.Select(name => new DefinedName(name.Value) { Name = name.Key })).ToList();
        if (defined.Count > 0)
        {
            workbook.Workbook.Append(new DefinedNames(defined));
        }
        workbook.Workbook.Append(new CalculationProperties { FullCalculationOnLoad = true });
        workbook.Workbook.Save();
        document.Dispose();
    }

    internal void Define(string name, string reference) => names.Add(name, reference);

    private Sheet ToElement(XlsxSheetWriter sheet, int index) =>
        new()
        {
            Name = sheet.Name,
            SheetId = (uint)index + 1,
            Id = workbook.GetIdOfPart(sheet.Part),
        };

    private IEnumerable<DefinedName> PrintTitles() =>
        sheets
            .Index()
            .Where(sheet => sheet.Item.Layout.HeaderRows > 0)
            .Select(sheet => new DefinedName(
                string.Create(CultureInfo.InvariantCulture, $"{sheet.Item.Reference}$1:${sheet.Item.Layout.HeaderRows}")
            )
            {
                Name = "_xlnm.Print_Titles",
                LocalSheetId = (uint)sheet.Index,
            });

    /// <summary>At most 31 characters, none of []:*?/\, no quote at the ends, and none like another's.</summary>
    private string FreeName(string wanted)
    {
        const int longest = 31;
        var allowed = new string([.. wanted.Select(letter => "[]:*?/\\".Contains(letter) || char.IsControl(letter) ? '-' : letter)])
            .Trim()
            .Trim('\'');
        var name = Cut(allowed.Length == 0 ? "-" : allowed, longest);
        for (var copy = 2; sheets.Exists(sheet => sheet.Name.Equals(name, StringComparison.OrdinalIgnoreCase)); copy++)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $" ({copy})");
            name = Cut(allowed, longest - number.Length) + number;
        }
        return name;

        static string Cut(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd('\'', ' ');
    }
}
