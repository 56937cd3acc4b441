using System.Text.Json;

namespace Faena.Modules.Audit.History;

/// <summary>A row of the log that tells something of an entry.</summary>
/// <param name="Change">The change it belongs to.</param>
internal sealed record LoggedRow(
    long Change,
    DateTimeOffset ChangedDate,
    string ChangedBy,
    string ActionType,
    string TableName,
    string? Before,
    string? After
)
{
    public IReadOnlyDictionary<string, JsonElement> Was => ValuesOf(Before);

    public IReadOnlyDictionary<string, JsonElement> Becomes => ValuesOf(After);

    public IEnumerable<long> IdsIn(string column) =>
        new[] { Was, Becomes }
            .Where(values => values.TryGetValue(column, out var id) && id.ValueKind == JsonValueKind.Number)
            .Select(values => values[column].GetInt64());

    private static Dictionary<string, JsonElement> ValuesOf(string? row) =>
        row is null ? [] : JsonElement.Parse(row).EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
}
