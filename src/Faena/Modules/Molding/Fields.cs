using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;

namespace Faena.Modules.Molding;

/// <summary>
/// Judges the members of one object of a request, each fault under its path. The path is the member's own name: of
/// <c>body.PesoTiro</c> it is <c>peso_tiro</c>. A number keeps every decimal it was written with, or is refused; it is never rounded.
/// </summary>
internal sealed class Fields(FieldErrors errors, string path = "")
{
    public const int Decimals = 6;
    private const int LongestNumber = 40;

    private static readonly DateOnly FirstDate = new(2000, 1, 1);
    private static readonly DateOnly LastDate = new(2100, 12, 31);

    private static readonly string[] WallClocks =
    [
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
    ];

    public FieldErrors Errors => errors;

    /// <summary>Of a member as the code or the wire calls it.</summary>
    public string PathOf(string member)
    {
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(member[(member.LastIndexOf('.') + 1)..]);
        return path.Length == 0 ? name : $"{path}.{name}";
    }

    public Fields Fault(string member, string code, object? data = null)
    {
        errors.Add(PathOf(member), code, data);
        return this;
    }

    public Fields Require(bool holds, string member, string code, object? data = null) => holds ? this : Fault(member, code, data);

    /// <summary>A name: trimmed, with single blanks. Empty where it is missing.</summary>
    public string Name(string? given, int longest, bool required = true, [CallerArgumentExpression(nameof(given))] string member = "")
    {
        var text = EntryName.Of(given);
        Require(text.Length > 0 || !required, member, "required");
        Require(text.Length <= longest, member, "too_long", new { max = longest });
        return text;
    }

    /// <summary>One of the words; the first where it is missing and need not be there.</summary>
    public string Word(
        string? given,
        IReadOnlyList<string> words,
        bool required = true,
        [CallerArgumentExpression(nameof(given))] string member = ""
    )
    {
        if (given is null)
        {
            Require(!required, member, "required");
            return words[0];
        }
        Require(words.Contains(given, StringComparer.Ordinal), member, "one_of", new { opciones = words });
        return given;
    }

    public decimal? Number(
        Written<decimal>? given,
        decimal most,
        bool required = false,
        bool positive = true,
        [CallerArgumentExpression(nameof(given))] string member = ""
    )
    {
        if (given?.Text is not { } written)
        {
            Require(!required, member, "required");
            return null;
        }
        if (written.Length > LongestNumber || NumberIn(written) is not { } number || number > most)
        {
            Fault(member, "too_large");
            return null;
        }
        Require(decimal.Round(number, Decimals) == number, member, "too_many_decimals", new { decimales = Decimals });
        Require(number > 0 || (!positive && number == 0), member, positive ? "not_positive" : "negative");
        return number.Trimmed();
    }

    public int? Whole(
        Written<int>? given,
        int least,
        int most,
        bool required = false,
        [CallerArgumentExpression(nameof(given))] string member = ""
    )
    {
        if (given?.Text is not { } written)
        {
            Require(!required, member, "required");
            return null;
        }
        if (NumberIn(written) is not { } number || decimal.Truncate(number) != number)
        {
            Fault(member, "not_a_number");
            return null;
        }
        var isWithin = number >= least && number <= most;
        Require(isWithin, member, "whole_range", new { desde = least, hasta = most });
        return isWithin ? (int)number : null;
    }

    /// <summary>A count, from zero on: a reading of a counter may have more digits than an int.</summary>
    public long? Count(Written<long>? given, long most, bool required = false, [CallerArgumentExpression(nameof(given))] string member = "")
    {
        if (given?.Text is not { } written)
        {
            Require(!required, member, "required");
            return null;
        }
        if (NumberIn(written) is not { } number || decimal.Truncate(number) != number || number < 0 || number > most)
        {
            Fault(member, "whole_range", new { desde = 0L, hasta = most });
            return null;
        }
        return (long)number;
    }

    /// <summary>A date with its time as the wall clock of the plant shows it: no zone, no offset.</summary>
    public DateTime? WallClock(Written<DateTime> given, [CallerArgumentExpression(nameof(given))] string member = "")
    {
        if (given.Text is not { } text)
        {
            Fault(member, "required");
            return null;
        }
        var isClock = DateTime.TryParseExact(text, WallClocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment);
        Require(isClock && moment.Year is >= 2000 and <= 2100, member, "not_a_wall_clock");
        return isClock ? moment : null;
    }

    /// <summary>A date of the calendar; the first one there is where it is missing or wrong, which is a fault already.</summary>
    public DateOnly Date(Written<DateOnly> given, [CallerArgumentExpression(nameof(given))] string member = "")
    {
        if (given.Text is not { } text)
        {
            Fault(member, "required");
            return FirstDate;
        }
        var isDate =
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date >= FirstDate
            && date <= LastDate;
        Require(isDate, member, "not_a_date");
        return isDate ? date : FirstDate;
    }

    /// <summary>An id that the device made; null where it is missing or wrong, which is a fault.</summary>
    public Guid? Id(Written<Guid>? given, [CallerArgumentExpression(nameof(given))] string member = "")
    {
        if (given?.Text is not { } text)
        {
            return null;
        }
        var isId = Guid.TryParse(text, out var id);
        Require(isId, member, "not_an_id");
        return isId ? id : null;
    }

    /// <summary>The objects of a list, each with the fields to judge it by; none where it is missing.</summary>
    public IReadOnlyList<(Fields At, T Item)> Items<T>(
        IReadOnlyList<T>? given,
        int most,
        [CallerArgumentExpression(nameof(given))] string member = ""
    )
        where T : class
    {
        if (given?.Count > most)
        {
            Fault(member, "too_many_items", new { max = most });
            return [];
        }
        return
        [
            .. (given ?? []).Select(
                (item, i) =>
                    item is null ? throw WrongTypes.At($"{PathOf(member)}[{i}]") : (new Fields(errors, $"{PathOf(member)}[{i}]"), item)
            ),
        ];
    }

    /// <summary>A list of names.</summary>
    public IReadOnlyList<string> Names(
        IReadOnlyList<string>? given,
        int most,
        int longest,
        [CallerArgumentExpression(nameof(given))] string member = ""
    )
    {
        Require((given?.Count ?? 0) <= most, member, "too_many_items", new { max = most });
        return
        [
            .. (given ?? []).Select(
                (text, i) => text is null ? throw WrongTypes.At($"{PathOf(member)}[{i}]") : Name(text, longest, member: $"{member}[{i}]")
            ),
        ];
    }

    private static decimal? NumberIn(string written) =>
        decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
