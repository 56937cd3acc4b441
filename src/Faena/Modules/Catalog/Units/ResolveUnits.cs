using Faena.Kernel.Database;

namespace Faena.Modules.Catalog.Units;

/// <summary>Finds the units that workbooks spell in many ways.</summary>
internal static class ResolveUnits
{
    internal static async Task<IReadOnlyDictionary<string, long>> Resolve(
        DbWork work,
        IReadOnlyCollection<string> spellings,
        bool createUnknown
    )
    {
        var keys = spellings.Distinct(StringComparer.Ordinal).ToDictionary(s => s, UnitSpelling.Key, StringComparer.Ordinal);
        var args = new { keys = keys.Values.Where(k => k.Length > 0).Distinct(StringComparer.Ordinal).ToArray() };
        if (createUnknown)
        {
            await work.Execute(CreateSql, args);
        }
        var found = (await work.Query<(string Key, long Id)>(FindSql, args)).ToDictionary(u => u.Key, u => u.Id, StringComparer.Ordinal);
        return keys.Where(k => found.ContainsKey(k.Value)).ToDictionary(k => k.Key, k => found[k.Value], StringComparer.Ordinal);
    }

    private const string CreateSql = """
        INSERT INTO catalog.unidad_medida (clave)
        SELECT k FROM unnest(@keys::text[]) AS k
        WHERE length(k) <= 20
          AND NOT EXISTS (SELECT 1 FROM catalog.unidad_medida u WHERE upper(u.clave) = k)
          AND NOT EXISTS (SELECT 1 FROM catalog.unit_alias a WHERE a.alias = k)
        ON CONFLICT DO NOTHING
        """;

    private const string FindSql = """
        SELECT k AS key, coalesce(u.id, a.id_unidad) AS id
        FROM unnest(@keys::text[]) AS k
        LEFT JOIN catalog.unidad_medida u ON upper(u.clave) = k
        LEFT JOIN catalog.unit_alias a ON a.alias = k
        WHERE coalesce(u.id, a.id_unidad) IS NOT NULL
        """;
}
