using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;

namespace Faena.Modules.Molding.Catalogs;

/// <summary>
/// The entries that a table's rows make. Every cell that is not as it should be is told by row and column; an entry that cannot be is
/// left out, never guessed.
/// </summary>
internal sealed class EntryRows
{
    private const int TitlesWithin = 20;

    private readonly CatalogKind kind;
    private readonly Dictionary<string, Found> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> eans = new(StringComparer.Ordinal);
    private Found? last;

    private EntryRows(CatalogKind kind) => this.kind = kind;

    /// <param name="Code">Of a text.</param>
    public sealed record Remark(int Row, string Field, string Value, string Code, object? Data = null);

    /// <summary>An entry and the row it began in.</summary>
    public sealed record Found(int Row, string Name, JsonObject Entry)
    {
        public JsonArray Pieces { get; } = [];
    }

    public List<Found> Entries { get; } = [];
    public List<Remark> Rejected { get; } = [];
    public List<Remark> Warnings { get; } = [];

    /// <summary>Null where no sheet has the titles.</summary>
    public static EntryRows? Read(CatalogKind kind, IReadOnlyList<SentTable.Sheet> sheets)
    {
        foreach (var sheet in sheets)
        {
            for (var at = 0; at < Math.Min(TitlesWithin, sheet.Rows.Count); at++)
            {
                var columns = ColumnsOf(kind, sheet.Rows[at]);
                if (columns.ContainsKey((false, kind.Identity.Name)))
                {
                    var rows = new EntryRows(kind);
                    foreach (var row in sheet.Rows.Skip(at + 1))
                    {
                        rows.Take(row, columns);
                    }
                    rows.Judge();
                    return rows;
                }
            }
        }
        return null;
    }

    private static Dictionary<(bool OfPiece, string Field), int> ColumnsOf(CatalogKind kind, SentTable.Row titles)
    {
        var columns = new Dictionary<(bool, string), int>();
        foreach (var (column, cell) in titles.Cells.OrderBy(c => c.Key))
        {
            var title = TitleOf(cell.Text);
            if (kind.Fields.FirstOrDefault(f => Says(f, title)) is { } field)
            {
                columns.TryAdd((false, field.Name), column);
            }
            else if (kind.Pieces.FirstOrDefault(f => title == TitleOf($"{f.Name} pieza") || Says(f, title)) is { } piece)
            {
                columns.TryAdd((true, piece.Name), column);
            }
        }
        return columns;

        static bool Says(CatalogField field, string title) =>
            title.Length > 0 && (title == TitleOf(field.Name) || field.Titles.Any(t => title == TitleOf(t)));
    }

    // Titles are compared without accents, dots and underscores.
    private static string TitleOf(string written) =>
        EntryName.Of(
            string.Concat(
                    written
                        .Normalize(NormalizationForm.FormD)
                        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                )
                .ToUpperInvariant()
                .Replace('_', ' ')
                .Replace('.', ' ')
                .Replace('-', ' ')
        );

    private void Take(SentTable.Row row, Dictionary<(bool OfPiece, string Field), int> columns)
    {
        if (row.Cells.Values.All(c => string.IsNullOrWhiteSpace(c.Text)))
        {
            return;
        }
        var identity = row[columns[(false, kind.Identity.Name)]];
        var name = EntryName.Of(identity.Text);
        if (name.Length == 0 && (last is null || kind.Pieces.Count == 0))
        {
            Rejected.Add(new(row.Number, kind.Identity.Name, "", "required"));
            return;
        }
        // A row without a name goes on with the pieces of the one above.
        var found = name.Length == 0 ? last! : EntryOf(row, columns, name, identity);
        if (found is null)
        {
            return;
        }
        last = found;
        if (kind.Pieces.Count > 0 && PieceOf(row, columns) is { } piece)
        {
            found.Pieces.Add(piece);
        }
    }

    private Found? EntryOf(SentTable.Row row, Dictionary<(bool OfPiece, string Field), int> columns, string name, SentTable.Cell identity)
    {
        var entry = Members(kind.Fields, row, columns, ofPiece: false, out var fits);
        if (!fits)
        {
            return null;
        }
        if (identity.IsNumber && kind.Word is "producto")
        {
            Warnings.Add(new(row.Number, kind.Identity.Name, name, "import_number_as_text"));
        }
        if (!byName.TryGetValue(name.ToLowerInvariant(), out var first))
        {
            CheckEan(row, entry);
            first = new Found(row.Number, name, entry);
            byName[name.ToLowerInvariant()] = first;
            Entries.Add(first);
            return first;
        }
        if (kind.Pieces.Count == 0)
        {
            Warnings.Add(new(row.Number, kind.Identity.Name, name, "import_repeated", new { fila = first.Row }));
        }
        foreach (var (field, value) in entry)
        {
            if (!JsonNode.DeepEquals(value, first.Entry[field]) && value is not null && (string?)value.ToString() != "")
            {
                Warnings.Add(new(row.Number, field, value.ToString(), "import_repeated_differs", new { fila = first.Row }));
            }
        }
        return first;
    }

    private void CheckEan(SentTable.Row row, JsonObject entry)
    {
        if ((string?)entry["ean"] is not { } ean)
        {
            return;
        }
        if (!eans.TryAdd(ean, kind.Identity.Name))
        {
            Warnings.Add(new(row.Number, "ean", ean, "ean_shared"));
        }
    }

    private JsonObject? PieceOf(SentTable.Row row, Dictionary<(bool OfPiece, string Field), int> columns)
    {
        if (columns.Where(c => c.Key.OfPiece).All(c => string.IsNullOrWhiteSpace(row[c.Value].Text)))
        {
            return null;
        }
        var piece = Members(kind.Pieces, row, columns, ofPiece: true, out var fits);
        return fits ? piece : null;
    }

    /// <param name="fits">False where a required field is missing or wrong: then all of it is refused, or the piece left out.</param>
    private JsonObject Members(
        IReadOnlyList<CatalogField> fields,
        SentTable.Row row,
        Dictionary<(bool OfPiece, string Field), int> columns,
        bool ofPiece,
        out bool fits
    )
    {
        var members = new JsonObject();
        fits = true;
        foreach (var field in fields)
        {
            var cell = columns.TryGetValue((ofPiece, field.Name), out var column) ? row[column] : new SentTable.Cell("", false);
            var errors = new FieldErrors();
            var value = ValueOf(field, cell, errors);
            members[field.Name] = value;
            foreach (var error in errors.Found)
            {
                var remark = new Remark(row.Number, field.Name, cell.Text, error.Code, error.Data);
                if (field.Required && !ofPiece)
                {
                    Rejected.Add(remark);
                    fits = false;
                }
                else
                {
                    Warnings.Add(remark);
                    members[field.Name] = field.IsNullable ? null : JsonValue.Create("");
                    fits &= !field.Required;
                }
            }
            if (field.Kind == FieldKind.Name && cell.Text != (string?)value && errors.Found.Count == 0)
            {
                Warnings.Add(new(row.Number, field.Name, cell.Text, "import_blanks"));
            }
        }
        return members;
    }

    // The rules of a request are the rules of a row.
    private static JsonNode? ValueOf(CatalogField field, SentTable.Cell cell, FieldErrors errors)
    {
        var written = EntryName.Of(cell.Text);
        if (field.Kind is FieldKind.Number or FieldKind.Count && written.Length > 0)
        {
            if (SentTable.NumberOf(cell.Text) is not { } number)
            {
                errors.Add(field.Name, "import_not_a_number");
                return null;
            }
            written = number.ToString(CultureInfo.InvariantCulture);
        }
        else if (field.Kind == FieldKind.Word)
        {
            written = WithoutAccents(written).ToUpperInvariant();
        }
        return EntryFields.Value(field, written.Length == 0 ? null : written, new Fields(errors));
    }

    private static string WithoutAccents(string text) =>
        string.Concat(
            text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
        );

    /// <summary>What can only be told of a whole entry: whether its pieces fit into its shot.</summary>
    private void Judge()
    {
        foreach (var found in Entries.ToList())
        {
            if (kind.Pieces.Count == 0)
            {
                continue;
            }
            found.Entry["piezas"] = found.Pieces;
            var errors = new FieldErrors();
            EntryFields.CheckPieces(kind, found.Entry, errors);
            foreach (var error in errors.Found)
            {
                Rejected.Add(new(found.Row, error.Path, found.Name, error.Code, error.Data));
                Entries.Remove(found);
            }
        }
    }
}
