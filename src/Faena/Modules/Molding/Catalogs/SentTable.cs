using System.Globalization;
using System.Text;
using Faena.Kernel.Http;
using Faena.Kernel.Xlsx;
using Microsoft.VisualBasic.FileIO;

namespace Faena.Modules.Molding.Catalogs;

/// <summary>The rows of a workbook's sheets or of a .csv, as text that people know.</summary>
internal static class SentTable
{
    private const int MostRows = 100_000;
    private static readonly string[] Separators = [";", "\t", ","];

    /// <param name="IsNumber">Whether the file holds a number there: text with leading zeros has lost them.</param>
    public sealed record Cell(string Text, bool IsNumber);

    /// <param name="Cells">What stands in the row, by column from 0 on.</param>
    public sealed record Row(int Number, IReadOnlyDictionary<int, Cell> Cells)
    {
        public Cell this[int column] => Cells.GetValueOrDefault(column, Nothing);

        private static readonly Cell Nothing = new("", false);
    }

    public sealed record Sheet(string Name, IReadOnlyList<Row> Rows);

    /// <exception cref="XlsxRefusedException">It is no workbook that we take in.</exception>
    public static async Task<IReadOnlyList<Sheet>> Read(Stream file, string name, CancellationToken ct) =>
        name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
            ? [await ReadCsv(file, name, ct)]
            : await ReadWorkbook(file, ct);

    private static async Task<IReadOnlyList<Sheet>> ReadWorkbook(Stream file, CancellationToken ct)
    {
        using var book = await XlsxReader.Open(file, ct);
        return
        [
            .. book
                .Sheets.Where(s => !s.Hidden)
                .Select(s => new Sheet(
                    s.Name,
                    [
                        .. s.Rows()
                            .Select(r => new Row(
                                r.Number,
                                r.Cells.DistinctBy(c => c.Column)
                                    .ToDictionary(c => c.Column - 1, c => new Cell(c.Text, c.Kind == XlsxKind.Number))
                            )),
                    ]
                )),
        ];
    }

    private static async Task<Sheet> ReadCsv(Stream file, string name, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        var text = Decode(content.ToArray());
        var head = text[..(text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : text.Length)];
        var separator = Separators.MaxBy(s => head.Split(s).Length)!;
        if (text.AsSpan().Count(separator) > XlsxLimits.Default.Cells)
        {
            throw XlsxRefusedException.TooManyFilledCells(XlsxLimits.Default.Cells);
        }
        using var parser = new TextFieldParser(new StringReader(text)) { TrimWhiteSpace = false, HasFieldsEnclosedInQuotes = true };
        parser.SetDelimiters(separator);
        var rows = new List<Row>();
        while (!parser.EndOfData && rows.Count < MostRows)
        {
            ct.ThrowIfCancellationRequested();
            var number = (int)parser.LineNumber;
            try
            {
                rows.Add(RowOf(number, parser.ReadFields() ?? []));
            }
            catch (MalformedLineException)
            {
                // A lone quote: the line as it stands is one cell, which the import will name.
                rows.Add(RowOf(number, [parser.ErrorLine]));
            }
        }
        return new Sheet(name, rows);

        static Row RowOf(int number, string[] fields)
        {
            if (Array.FindIndex(fields, field => !StorableText.Is(field)) is var bad and >= 0)
            {
                throw XlsxRefusedException.NotText(XlsxAddress.Cell(bad + 1, number));
            }
            return new(number, fields.Index().Where(f => f.Item.Length > 0).ToDictionary(f => f.Index, f => new Cell(f.Item, false)));
        }
    }

    // Spreadsheets on Windows write .csv in the machine's own letters unless asked otherwise.
    private static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>A number as people write it; null where it is none or could mean two.</summary>
    public static decimal? NumberOf(string written)
    {
        var text = written.Trim();
        var (point, comma) = (text.LastIndexOf('.'), text.LastIndexOf(','));
        if (point >= 0 && comma >= 0)
        {
            // The sign that comes last stands before the decimals.
            text = point > comma ? text.Replace(",", "", StringComparison.Ordinal) : Comma(text.Replace(".", "", StringComparison.Ordinal));
        }
        else if (comma >= 0)
        {
            if (text.Length - comma == 4)
            {
                return null;
            }
            text = Comma(text);
        }
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number) ? number : null;

        static string Comma(string with) => with.Replace(',', '.');
    }
}
