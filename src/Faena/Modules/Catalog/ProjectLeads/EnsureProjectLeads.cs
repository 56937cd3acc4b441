using Faena.Kernel.Database;

namespace Faena.Modules.Catalog.ProjectLeads;

/// <summary>Finds, or creates once, every project lead that a workbook names.</summary>
internal static class EnsureProjectLeads
{
    internal static async Task<IReadOnlyDictionary<string, long>> Ensure(DbWork work, IReadOnlyCollection<string> names)
    {
        var asked = names
            .Distinct(StringComparer.Ordinal)
            .Select(written => (Written: written, Name: EntryName.OrNumbered(written, "Responsable")))
            .Where(n => n.Name.Length is > 0 and <= CreateProjectLead.NameLength)
            .ToArray();
        var args = new { names = asked.Select(n => n.Name).ToArray() };
        await work.Execute(CreateSql, args);
        var found = (await work.Query<(string Name, long Id)>(FindSql, args)).ToDictionary(f => f.Name, f => f.Id, StringComparer.Ordinal);
        return asked.ToDictionary(n => n.Written, n => found[n.Name], StringComparer.Ordinal);
    }

    // Written in two ways (case), a name is one entry: the index on lower(descripcion) keeps the first.
    private const string CreateSql = """
        INSERT INTO catalog.responsable_proyecto (descripcion)
        SELECT DISTINCT ON (lower(n)) n FROM unnest(@names::text[]) AS n
        WHERE NOT EXISTS (SELECT 1 FROM catalog.responsable_proyecto e WHERE lower(e.descripcion) = lower(n))
        ON CONFLICT DO NOTHING
        """;

    private const string FindSql = """
        SELECT DISTINCT n AS name, e.id
        FROM unnest(@names::text[]) AS n JOIN catalog.responsable_proyecto e ON lower(e.descripcion) = lower(n)
        """;
}
