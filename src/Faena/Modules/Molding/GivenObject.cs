using System.Globalization;
using System.Text.Json;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;

namespace Faena.Modules.Molding;

/// <summary>
/// One object of a body that came in: each member as what it should be, its faults under its path. A number keeps every decimal it
/// was written with, or is refused; it is never rounded.
/// </summary>
public sealed class GivenObject(JsonElement given, string path, FieldErrors errors)
{
    public const int Decimals = 6;
    private const int LongestNumber = 40;

    private static readonly DateOnly FirstDate = new(2000, 1, 1);
    private static readonly DateOnly LastDate = new(2100, 12, 31);

    public static GivenObject Of(JsonElement body, FieldErrors errors) =>
        body.ValueKind == JsonValueKind.Object ? new GivenObject(body, "", errors) : throw WrongTypes.At("");

    public FieldErrors Errors => errors;

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Whether the member is given and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Whether the member is given, if only as null.</summary>
    public bool Names(string name) => given.TryGetProperty(name, out _);

    public bool? Flag(string name) =>
        Find(name) is not { } found ? null
        : found.ValueKind is JsonValueKind.True or JsonValueKind.False ? found.GetBoolean()
        : throw WrongTypes.At(PathOf(name));

    /// <summary>A name: trimmed, with single blanks. Empty where it is missing.</summary>
    public string Name(string name, int longest, bool required = true)
    {
        var text = EntryName.Of(Text(name));
        errors
            .Require(text.Length > 0 || !required, PathOf(name), "required")
            .Require(text.Length <= longest, PathOf(name), "too_long", new { max = longest });
        return text;
    }

    public string? Text(string name) => Find(name) is { } found ? TextOf(found, name) : null;

    /// <summary>One of the words; the first where it is missing and need not be there.</summary>
    public string Word(string name, IReadOnlyList<string> words, bool required = true)
    {
        if (Text(name) is not { } text)
        {
            errors.Require(!required, PathOf(name), "required");
            return words[0];
        }
        errors.Require(words.Contains(text, StringComparer.Ordinal), PathOf(name), "one_of", new { opciones = words });
        return text;
    }

    public decimal? Number(string name, decimal most, bool required = false, bool positive = true)
    {
        if (Find(name) is not { } found)
        {
            errors.Require(!required, PathOf(name), "required");
            return null;
        }
        if (found.ValueKind != JsonValueKind.Number)
        {
            throw WrongTypes.At(PathOf(name));
        }
        var raw = found.GetRawText();
        if (
            raw.Length > LongestNumber
            || !decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || number > most
        )
        {
            errors.Add(PathOf(name), "too_large");
            return null;
        }
        errors
            .Require(decimal.Round(number, Decimals) == number, PathOf(name), "too_many_decimals", new { decimales = Decimals })
            .Require(number > 0 || (!positive && number == 0), PathOf(name), positive ? "not_positive" : "negative");
        return number.Trimmed();
    }

    public int? Whole(string name, int least, int most, bool required = false)
    {
        if (Find(name) is not { } found)
        {
            errors.Require(!required, PathOf(name), "required");
            return null;
        }
        if (found.ValueKind != JsonValueKind.Number)
        {
            throw WrongTypes.At(PathOf(name));
        }
        if (
            !decimal.TryParse(found.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || decimal.Truncate(number) != number
        )
        {
            errors.Add(PathOf(name), "not_a_number");
            return null;
        }
        errors.Require(number >= least && number <= most, PathOf(name), "whole_range", new { desde = least, hasta = most });
        return number >= least && number <= most ? (int)number : null;
    }

    /// <summary>A count, from zero on: a reading of a counter may have more digits than an int.</summary>
    public long? Count(string name, long most, bool required = false)
    {
        if (Find(name) is not { } found)
        {
            errors.Require(!required, PathOf(name), "required");
            return null;
        }
        if (found.ValueKind != JsonValueKind.Number)
        {
            throw WrongTypes.At(PathOf(name));
        }
        if (
            !decimal.TryParse(found.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || decimal.Truncate(number) != number
            || number < 0
            || number > most
        )
        {
            errors.Add(PathOf(name), "whole_range", new { desde = 0L, hasta = most });
            return null;
        }
        return (long)number;
    }

    /// <summary>A date with its time as the wall clock of the plant shows it: no zone, no offset.</summary>
    public DateTime? WallClock(string name)
    {
        if (Text(name) is not { } text)
        {
            errors.Add(PathOf(name), "required");
            return null;
        }
        var isClock = DateTime.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var moment
        );
        errors.Require(isClock && moment.Year is >= 2000 and <= 2100, PathOf(name), "not_a_wall_clock");
        return isClock ? moment : null;
    }

    /// <summary>A date of the calendar; the first one there is where it is missing or wrong, which is a fault already.</summary>
    public DateOnly Date(string name)
    {
        if (Text(name) is not { } text)
        {
            errors.Add(PathOf(name), "required");
            return FirstDate;
        }
        var isDate =
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date >= FirstDate
            && date <= LastDate;
        errors.Require(isDate, PathOf(name), "not_a_date");
        return isDate ? date : FirstDate;
    }

    public long? Version(string name) =>
        Find(name) is not { } found ? null
        : found.ValueKind == JsonValueKind.Number && found.TryGetInt64(out var version) ? version
        : throw WrongTypes.At(PathOf(name));

    /// <summary>The objects of a list; none where it is missing.</summary>
    public IReadOnlyList<GivenObject> Items(string name, int most)
    {
        if (Find(name) is not { } found)
        {
            return [];
        }
        if (found.ValueKind != JsonValueKind.Array)
        {
            throw WrongTypes.At(PathOf(name));
        }
        if (found.GetArrayLength() > most)
        {
            errors.Add(PathOf(name), "too_many_items", new { max = most });
            return [];
        }
        return
        [
            .. found
                .EnumerateArray()
                .Select(
                    (item, i) =>
                        item.ValueKind == JsonValueKind.Object
                            ? new GivenObject(item, $"{PathOf(name)}[{i}]", errors)
                            : throw WrongTypes.At($"{PathOf(name)}[{i}]")
                ),
        ];
    }

    /// <summary>A list of names.</summary>
    public IReadOnlyList<string> NamesIn(string name, int most, int longest)
    {
        if (Find(name) is not { } found)
        {
            return [];
        }
        if (found.ValueKind != JsonValueKind.Array)
        {
            throw WrongTypes.At(PathOf(name));
        }
        errors.Require(found.GetArrayLength() <= most, PathOf(name), "too_many_items", new { max = most });
        return
        [
            .. found
                .EnumerateArray()
                .Select(
                    (item, i) =>
                    {
                        var text = EntryName.Of(TextOf(item, $"{name}[{i}]"));
                        errors
                            .Require(text.Length > 0, PathOf($"{name}[{i}]"), "required")
                            .Require(text.Length <= longest, PathOf($"{name}[{i}]"), "too_long", new { max = longest });
                        return text;
                    }
                ),
        ];
    }

    public GivenObject Fault(string name, string code, object? data = null)
    {
        errors.Add(PathOf(name), code, data);
        return this;
    }

    private JsonElement? Find(string name) =>
        given.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private string TextOf(JsonElement found, string name) =>
        found.ValueKind == JsonValueKind.String ? found.GetString()! : throw WrongTypes.At(PathOf(name));
}
