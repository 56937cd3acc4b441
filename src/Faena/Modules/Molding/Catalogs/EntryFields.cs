using System.Text.Json.Nodes;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.Catalogs;

/// <summary>Reads and judges an entry's members; the same for a request and for a row of a workbook.</summary>
internal static class EntryFields
{
    private const decimal Largest = 1_000_000_000;
    private const int MostCavities = 10_000;
    private const int MostPieces = 100;

    /// <param name="whole">Whether members that are missing are missing from the entry; else they stay as they are.</param>
    public static JsonObject Read(CatalogKind kind, GivenObject given, bool whole)
    {
        var entry = Members(kind.Fields, given, whole);
        if (kind.Pieces.Count > 0 && (whole || given.Has("piezas")))
        {
            entry["piezas"] = new JsonArray([.. given.Items("piezas", MostPieces).Select(p => Members(kind.Pieces, p, whole: true))]);
        }
        CheckPieces(kind, entry, given.Errors);
        return entry;
    }

    /// <summary>The digits of an article number prove one another.</summary>
    public static bool IsEan(string text)
    {
        if (text.Length is not (8 or 12 or 13 or 14) || !text.All(char.IsAsciiDigit))
        {
            return false;
        }
        var sum = text[..^1].Reverse().Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 3 : 1)).Sum();
        return (10 - sum % 10) % 10 == text[^1] - '0';
    }

    private static JsonObject Members(IReadOnlyList<CatalogField> fields, GivenObject given, bool whole)
    {
        var members = new JsonObject();
        foreach (var field in fields.Where(f => whole || given.Names(f.Name)))
        {
            members[field.Name] = Value(field, given);
        }
        return members;
    }

    public static JsonNode? Value(CatalogField field, GivenObject given)
    {
        switch (field.Kind)
        {
            case FieldKind.Number:
                return given.Number(field.Name, Largest, field.Required, positive: !field.MayBeZero);
            case FieldKind.Count:
                return given.Whole(field.Name, 1, MostCavities, field.Required);
            case FieldKind.Word:
                return string.IsNullOrEmpty(given.Text(field.Name))
                    ? field.Required
                        ? field.Words[0]
                        : null
                    : given.Word(field.Name, field.Words);
            case FieldKind.Ean:
                var ean = given.Name(field.Name, field.Longest, required: false);
                given.Errors.Require(ean.Length == 0 || IsEan(ean), given.PathOf(field.Name), "ean_check_digit");
                return ean.Length == 0 ? null : ean;
            default:
                return given.Name(field.Name, field.Longest, field.Required);
        }
    }

    /// <summary>The same for a change: beside what stays of the entry.</summary>
    public static void CheckOver(CatalogKind kind, JsonObject before, JsonObject change, FieldErrors errors)
    {
        if (kind.Pieces.Count > 0 && !errors.Any && change.ContainsKey("peso_tiro") != change.ContainsKey("piezas"))
        {
            var after = before.DeepClone().AsObject();
            foreach (var (name, value) in change)
            {
                after[name] = value?.DeepClone();
            }
            CheckPieces(kind, after, errors);
        }
    }

    /// <summary>The pieces of a shot differ by name and weigh no more than the shot.</summary>
    public static void CheckPieces(CatalogKind kind, JsonObject entry, FieldErrors errors)
    {
        if (entry["piezas"] is not JsonArray pieces)
        {
            return;
        }
        var names = pieces.Select(p => ((string?)p!["nombre"] ?? "").ToLowerInvariant()).ToList();
        errors.Require(names.Distinct(StringComparer.Ordinal).Count() == names.Count, "piezas", "mold_piece_taken");
        if (kind.Key == "moldes" && (decimal?)entry["peso_tiro"] is { } shot)
        {
            var net = pieces.Sum(p => (decimal)((int?)p!["cavidades"] ?? 0) * ((decimal?)p["peso_unitario"] ?? 0));
            errors.Require(shot >= net, "peso_tiro", "shot_lighter_than_pieces", new { piezas = net });
        }
    }
}
