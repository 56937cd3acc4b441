using System.Text.Json;
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
    public static JsonObject Read(CatalogKind kind, JsonObject body, FieldErrors errors, bool whole)
    {
        var fields = new Fields(errors);
        var entry = Members(kind.Fields, body, fields, whole);
        if (kind.Pieces.Count > 0 && (whole || body["piezas"] is not null))
        {
            entry["piezas"] = new JsonArray([
                .. fields
                    .Items(PiecesIn(body), MostPieces, "piezas")
                    .Select((p, i) => Members(kind.Pieces, p.Item as JsonObject ?? throw WrongTypes.At($"piezas[{i}]"), p.At, whole: true)),
            ]);
        }
        CheckPieces(kind, entry, errors);
        return entry;
    }

    public static bool? Flag(JsonObject body, string name) =>
        body[name] is not { } given ? null
        : given.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? given.GetValue<bool>()
        : throw WrongTypes.At(name);

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

    private static IReadOnlyList<JsonNode>? PiecesIn(JsonObject body) =>
        body["piezas"] switch
        {
            null => null,
            JsonArray pieces => [.. pieces!],
            _ => throw WrongTypes.At("piezas"),
        };

    private static JsonObject Members(IReadOnlyList<CatalogField> kinds, JsonObject given, Fields fields, bool whole)
    {
        var members = new JsonObject();
        foreach (var kind in kinds.Where(k => whole || given.ContainsKey(k.Name)))
        {
            members[kind.Name] = Value(kind, Written(given[kind.Name], kind, fields), fields);
        }
        return members;
    }

    private static string? Written(JsonNode? given, CatalogField kind, Fields fields) =>
        (given?.GetValueKind(), kind.Kind is FieldKind.Number or FieldKind.Count) switch
        {
            (null, _) => null,
            (JsonValueKind.Number, true) => given!.ToJsonString(),
            (JsonValueKind.String, false) => given!.GetValue<string>(),
            _ => throw WrongTypes.At(fields.PathOf(kind.Name)),
        };

    /// <summary>The same for a request and for a cell.</summary>
    public static JsonNode? Value(CatalogField field, string? written, Fields fields)
    {
        var name = field.Name;
        switch (field.Kind)
        {
            case FieldKind.Number:
                return fields.Number(new(written), Largest, field.Required, positive: !field.MayBeZero, name);
            case FieldKind.Count:
                return fields.Whole(new(written), 1, MostCavities, field.Required, name);
            case FieldKind.Word:
                return !string.IsNullOrEmpty(written) ? fields.Word(written, field.Words, member: name)
                    : field.Required ? field.Words[0]
                    : null;
            case FieldKind.Ean:
                var ean = fields.Name(written, field.Longest, required: false, name);
                fields.Require(ean.Length == 0 || IsEan(ean), name, "ean_check_digit");
                return ean.Length == 0 ? null : ean;
            default:
                return fields.Name(written, field.Longest, field.Required, name);
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
