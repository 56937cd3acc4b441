using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Faena.Kernel.Access;
using Faena.Kernel.Languages;

namespace Faena.Modules.Audit.History;

/// <summary>Tells a change as its reader would: the fields by the names they have on the screen, the values as they are written there.</summary>
internal sealed partial class ChangeWords(
    HistoryKind kind,
    Texts texts,
    CultureInfo culture,
    IReadOnlyDictionary<(string Column, long Id), string> names
)
{
    private readonly IReadOnlyDictionary<string, string> fields = texts.Under("field.");
    private readonly IReadOnlyDictionary<string, string> actions = texts.Under("history.action.");

    /// <returns>Null where nothing that has a name changed.</returns>
    public ShowHistory.Change? Of(IReadOnlyList<LoggedRow> rows, TimeZoneInfo zone)
    {
        var own = rows.FirstOrDefault(r => r.TableName == kind.Table);
        var changes = own is null ? [] : FieldsOf(own);
        changes.AddRange(
            rows.Where(r => r.TableName != kind.Table)
                .GroupBy(r => r.TableName)
                .Select(part => PartOf(part, own is { Before: null }))
                .OfType<ShowHistory.FieldChange>()
        );
        var what = own is null ? "UPDATE" : ActionOf(own);
        if (changes.Count == 0 && what == "UPDATE")
        {
            return null;
        }
        var at = TimeZoneInfo.ConvertTime(rows[0].ChangedDate, zone);
        return new(at, at.ToString("g", culture), rows[0].ChangedBy, actions.GetValueOrDefault(what, what), changes);
    }

    private string ActionOf(LoggedRow row) =>
        row.Was.TryGetValue(kind.Active, out var was)
        && row.Becomes.TryGetValue(kind.Active, out var becomes)
        && was.ValueKind != becomes.ValueKind
            ? (becomes.ValueKind == JsonValueKind.True ? "REACTIVATE" : "DEACTIVATE")
            : row.ActionType;

    private List<ShowHistory.FieldChange> FieldsOf(LoggedRow row)
    {
        var (was, becomes) = (row.Was, row.Becomes);
        return
        [
            .. kind
                .Columns.Select(column => new ShowHistory.FieldChange(
                    fields[$"{kind.Table}.{column}"],
                    Show(kind.Table, column, was),
                    Show(kind.Table, column, becomes)
                ))
                .Where(field => field.Before != field.After),
        ];
    }

    /// <summary>Parts that only changed their place among the others are no news.</summary>
    private ShowHistory.FieldChange? PartOf(IGrouping<string, LoggedRow> rows, bool isNew)
    {
        var gone = rows.Where(r => r.Before is not null).Select(r => RowOf(rows.Key, r.Was)).ToList();
        var come = rows.Where(r => r.After is not null).Select(r => RowOf(rows.Key, r.Becomes)).ToList();
        var (before, after) = (gone.Except(come).ToList(), come.Except(gone).ToList());
        if (before.Count + after.Count == 0)
        {
            return null;
        }
        // The parts that stay are not in the log: of a changed entry only what went and what came can be said.
        var said = isNew ? Join(after) : Join([.. Said("history.removed", before), .. Said("history.added", after)], "; ");
        return new(fields[rows.Key], null, said);
    }

    private IEnumerable<string> Said(string key, IReadOnlyCollection<string> parts) =>
        parts.Count == 0 ? [] : [texts[key, new { parts = Join(parts) }]];

    private string RowOf(string table, IReadOnlyDictionary<string, JsonElement> row) =>
        Place().Replace(fields[$"{table}.row"], m => Show(table, m.Groups["column"].Value, row) ?? "");

    private string? Show(string table, string column, IReadOnlyDictionary<string, JsonElement> row) =>
        row.TryGetValue(column, out var value) ? Show($"{table}.{column}", column, value) : null;

    // Nothing and an empty text are the same to people.
    private string? Show(string field, string column, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.True => texts["history.yes"],
            JsonValueKind.False => texts["history.no"],
            JsonValueKind.Array => Join([.. value.EnumerateArray().Select(v => Show(field, column, v)).OfType<string>()]),
            JsonValueKind.Number when value.TryGetInt64(out var id) && names.TryGetValue((column, id), out var name) => name,
            JsonValueKind.String when value.GetString() is { Length: 0 } => null,
            _ => fields.TryGetValue($"{field}.{value}", out var word) ? word : Plain(value.ToString()),
        };

    // Times and ranges of dates, as PostgreSQL writes them into JSON.
    private string Plain(string text)
    {
        if (TimeOnly.TryParseExact(text, "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time.ToString("HH:mm", CultureInfo.InvariantCulture);
        }
        if (DateRange().Match(text) is not { Success: true } range)
        {
            return text;
        }
        var (from, until) = (DateOf(range.Groups["from"]), DateOf(range.Groups["until"])?.AddDays(-1));
        return (from, until) switch
        {
            (null, null) => texts["history.always"],
            (null, { } to) => texts["history.until", new { to }],
            ({ } since, null) => texts["history.since", new { since }],
            ({ } since, { } to) => texts["history.between", new { since, to }],
        };
    }

    private static DateOnly? DateOf(Group date) =>
        date.Length == 0 ? null : DateOnly.ParseExact(date.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Join(IReadOnlyCollection<string> values, string separator = ", ") =>
        values.Count == 0 ? null : string.Join(separator, values);

    [GeneratedRegex(@"\{(?<column>[a-z_]+)\}", RegexOptions.None, 1_000)]
    private static partial Regex Place();

    [GeneratedRegex(@"^[\[(](?<from>\d{4}-\d\d-\d\d)?,(?<until>\d{4}-\d\d-\d\d)?\)$", RegexOptions.None, 1_000)]
    private static partial Regex DateRange();
}
