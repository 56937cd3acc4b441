using System.Globalization;
using System.Security;
using Faena.Tests.Kernel.Xlsx;

namespace Faena.Tests.Modules.Contracts;

/// <summary>A small price book laid out as the contract's: five title rows, the header in row 6, items, TOTAL, place and signature.</summary>
internal sealed class PriceBookFile
{
    private static readonly string[] Header =
    [
        "ANEXO",
        "PARTIDA",
        "CONCEPTO",
        "UNIDAD",
        "CANTIDADES DE REFERENCIA",
        "P.U. MN",
        "P.U. USD",
        "M.N.",
        "U.S.D.",
        "ID PADRE",
    ];

    private readonly RawWorkbook workbook;

    public PriceBookFile(IReadOnlyList<(string Path, string Type, byte[] Content)>? otherParts = null) =>
        workbook = new RawWorkbook { OtherParts = otherParts ?? [] };

    /// <summary>A sheet whose rows start in row 7.</summary>
    public PriceBookFile Sheet(string name, params BookRow[] rows) => Add(name, "visible", rows);

    public PriceBookFile HiddenSheet(string name, params BookRow[] rows) => Add(name, "hidden", rows);

    /// <summary>A sheet of somebody else's making, as it is.</summary>
    public PriceBookFile OtherSheet(string name, params string[][] rows)
    {
        workbook.Sheet(name, string.Concat(rows.Index().Select(r => new BookRow(TextCells(r.Item)).Xml(r.Index + 1))));
        return this;
    }

    public byte[] ToBytes() => workbook.ToStream().ToArray();

    public static BookRow Title(string annex, string code, string text) => new(Text("A", annex), Text("B", code), Text("C", text));

    public static BookRow Heading(string annex, string text) => new(Text("A", annex), Text("C", text));

    public static BookRow Item(string annex, string code, string concept, string unit, decimal quantity, decimal mxn, decimal usd = 0) =>
        new(
            Text("A", annex),
            Text("B", code),
            Text("C", concept),
            Text("D", unit),
            Number("E", Digits(quantity)),
            Number("F", Digits(mxn)),
            Number("G", Digits(usd)),
            Number("H", Digits(quantity * mxn)),
            Number("I", Digits(quantity * usd))
        );

    public static BookRow Total(decimal mxn, decimal usd = 0) =>
        new(Text("G", "TOTAL "), Number("H", Digits(mxn)), Number("I", Digits(usd)));

    public static BookRow[] Signature() =>
        [
            new(Text("B", "Ciudad del Carmen, Campeche a 10 de enero de 2023")),
            new(Text("H", "REPRESENTANTE")) { Hidden = true },
            new(Text("G", "CONTRATISTA, S.A. DE C.V.")) { Hidden = true },
        ];

    public static BookCell Text(string column, string text) =>
        new(column, $"""t="inlineStr" """, $"""<is><t xml:space="preserve">{SecurityElement.Escape(text)}</t></is>""");

    /// <summary>A number as the file spells it, noise included.</summary>
    public static BookCell Number(string column, string digits) => new(column, "", $"<v>{digits}</v>");

    public static BookCell Formula(string column, string formula, string value) => new(column, "", $"<f>{formula}</f><v>{value}</v>");

    public static BookCell Error(string column, string error) => new(column, """t="e" """, $"<v>{error}</v>");

    private PriceBookFile Add(string name, string state, BookRow[] rows)
    {
        BookRow[] all =
        [
            new(Text("B", "Subdirección de Mantenimiento")),
            new(Text("B", "Gerencia de Infraestructura")),
            new(Text("B", "Descripción de los trabajos: “Desarrollo”")),
            new(),
            new(Text("B", name + ": Catálogo de conceptos")),
            new(TextCells(Header)),
            .. rows,
        ];
        workbook.Sheet(name, string.Concat(all.Index().Select(r => r.Item.Xml(r.Index + 1))), state);
        return this;
    }

    private static BookCell[] TextCells(IEnumerable<string> texts) =>
        [.. texts.Index().Where(t => t.Item.Length > 0).Select(t => Text(((char)('A' + t.Index)).ToString(), t.Item))];

    private static string Digits(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A row of the workbook.</summary>
internal sealed record BookRow(params BookCell[] Cells)
{
    public bool Hidden { get; init; }

    /// <summary>The row with one cell replaced or added.</summary>
    public BookRow With(BookCell cell) =>
        this with
        {
            Cells =
            [
                .. Cells
                    .Where(c => c.Column != cell.Column)
                    .Append(cell)
                    .OrderBy(c => c.Column.Length)
                    .ThenBy(c => c.Column, StringComparer.Ordinal),
            ],
        };

    public BookRow Without(string column) => this with { Cells = [.. Cells.Where(c => c.Column != column)] };

    public string Xml(int number) =>
        $"""<row r="{number}"{(Hidden ? " hidden=\"1\"" : "")}>{string.Concat(Cells.Select(c => $"""<c r="{c.Column}{number}" {c.Attributes}>{c.Content}</c>"""))}</row>""";
}

/// <summary>A cell as XML.</summary>
internal sealed record BookCell(string Column, string Attributes, string Content);
