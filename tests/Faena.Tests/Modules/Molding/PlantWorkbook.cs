using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Faena.Kernel.Xlsx;

namespace Faena.Tests.Modules.Molding;

/// <summary>The plant's own order workbook, cell by cell, with the figures it last came to.</summary>
public sealed class PlantWorkbook
{
    private readonly Dictionary<string, object?> cells = new(StringComparer.Ordinal);

    /// <summary>What a cell holds: text, a number, a day, a <see cref="Figure"/> or a <see cref="Failed"/> formula.</summary>
    public object? this[string cell]
    {
        get => cells.GetValueOrDefault(cell);
        set => cells[cell] = value;
    }

    public string SheetName { get; set; } = "Ordenes";

    /// <summary>A formula's value, with the noise that doubles leave in it.</summary>
    public sealed record Figure(string Value);

    /// <summary>A formula that came to an error.</summary>
    public sealed record Failed(string Error);

    /// <summary>1,050 kg of buckets in six colours, half clarified, half regrind: inputs and cached figures as the real sheet has them.</summary>
    public static PlantWorkbook Buckets(string number)
    {
        var book = new PlantWorkbook
        {
            ["A1"] = "ORDEN DE PRODUCCIÓN",
            ["C2"] = "Por peso",
            ["F2"] = number,
            ["F3"] = "HT-320 A",
            ["C3"] = new DateOnly(2025, 12, 15),
            ["C4"] = "BALDE ROMANO",
            ["F4"] = 3.5m,
            ["B7"] = "MOLDE-BALDE-01",
            ["C7"] = "Hidráulica",
            ["D7"] = 87m,
            ["E7"] = 2m,
            ["F7"] = 176m,
            ["G7"] = 30m,
            ["H7"] = 23m,
            ["I7"] = new DateOnly(2025, 11, 20),
            ["B10"] = 6m,
            ["D10"] = 1050m,
            ["A21"] = new DateOnly(2025, 11, 22),
            ["B21"] = new Figure("2.186406796601699"),
            ["C21"] = new Figure("50.28735632183908"),
            ["D21"] = new Figure("1050"),
            ["E21"] = new Figure("1061.9318181818182"),
            ["F21"] = new Figure("0.011363636363636364"),
            ["G21"] = new Figure("11.931818181818244"),
            ["H21"] = new Figure("1005.7471264367816"),
            ["I21"] = new Figure("0.011363636363636364"),
            ["J21"] = new Figure("11.931818181818182"),
            ["L21"] = new Figure("1061.9318181818182"),
        };
        string[] colours = ["Amarillo", "Rojo", "Azul", "Verde", "Celeste", "Rosado"];
        for (var i = 0; i < colours.Length; i++)
        {
            book[$"B{13 + i}"] = colours[i];
            book[$"C{27 + i}"] = "PP Clarif";
            book[$"E{27 + i}"] = "Molido";
            book[$"G{27 + i}"] = 0.5m;
            book[$"I{27 + i}"] = 0.5m;
            book[$"B{40 + i}"] = "Amarillo CH 1041";
            book[$"C{40 + i}"] = "Dioxido Titanio";
            book[$"F{40 + i}"] = 30m;
            book[$"G{40 + i}"] = 5m;
            book[$"J{40 + i}"] = 1m;
        }
        return book;
    }

    /// <summary>Leaves only the first so many of the six colours.</summary>
    public PlantWorkbook OnlyColours(int count)
    {
        foreach (var cell in cells.Keys.Where(c => c[0] is 'B' or 'C' or 'D' or 'E' or 'F' or 'G' or 'H' or 'I' or 'J').ToList())
        {
            var row = int.Parse(cell[1..], CultureInfo.InvariantCulture);
            var place = row switch
            {
                >= 13 and <= 18 => row - 13,
                >= 27 and <= 32 => row - 27,
                >= 40 and <= 45 => row - 40,
                _ => -1,
            };
            if (place >= count)
            {
                cells.Remove(cell);
            }
        }
        cells["B10"] = (decimal)count;
        return this;
    }

    /// <param name="macros">Whether it is an .xlsm with a project of macros.</param>
    public byte[] ToBytes(bool macros = false)
    {
        using var target = new MemoryStream();
        using (var writer = new XlsxWriter(target))
        {
            writer.Sheet("Portada").Row().Text("Nada que leer");
            var sheet = writer.Sheet(SheetName);
            for (var row = 1; row <= 60; row++)
            {
                var line = sheet.Row();
                for (var column = 1; column <= 12; column++)
                {
                    Write(line, cells.GetValueOrDefault(XlsxAddress.Cell(column, row)));
                }
            }
        }
        Finish(target, macros);
        return target.ToArray();
    }

    private static void Write(XlsxRowWriter line, object? value) =>
        _ = value switch
        {
            null or Failed => line.Skip(),
            string text => line.Text(text),
            decimal number => line.Number(number),
            DateOnly day => line.Date(day),
            Figure figure => line.Formula("1+0", decimal.Parse(figure.Value, CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"A cell holds no {value.GetType()}.", nameof(value)),
        };

    // What our own writer never writes: failed formulas, and macros.
    private void Finish(MemoryStream target, bool macros)
    {
        using var document = SpreadsheetDocument.Open(target, isEditable: true);
        var workbook = document.WorkbookPart!;
        var data = workbook.WorksheetParts.Last().Worksheet!.GetFirstChild<SheetData>()!;
        foreach (var (address, value) in cells.Where(c => c.Value is Failed))
        {
            var row = data.Elements<Row>().Single(r => r.RowIndex! == (uint)XlsxAddress.RowNumber(address));
            var cell = new Cell
            {
                CellReference = address,
                DataType = CellValues.Error,
                CellFormula = new CellFormula("Precios!A1"),
                CellValue = new CellValue(((Failed)value!).Error),
            };
            var after = row.Elements<Cell>()
                .FirstOrDefault(c => XlsxAddress.ColumnNumber(c.CellReference!) > XlsxAddress.ColumnNumber(address));
            row.InsertBefore(cell, after);
        }
        if (macros)
        {
            document.ChangeDocumentType(SpreadsheetDocumentType.MacroEnabledWorkbook);
            using var project = new MemoryStream([1, 2, 3]);
            document.WorkbookPart!.AddNewPart<VbaProjectPart>().FeedData(project);
        }
    }
}
