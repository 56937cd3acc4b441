using System.Globalization;
using Faena.Kernel.Database;
using Faena.Kernel.Live;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>
/// Numbers whatever changes the month sheets of a family, and tells whoever has one open. A save of volumes does both in its own
/// statement, where it also says which lines it touched.
/// </summary>
public static class FamilyChange
{
    /// <summary>What listeners of a family's month sheets are told under.</summary>
    public static string Topic(long family) => string.Create(CultureInfo.InvariantCulture, $"contracts:sheet:{family}");

    /// <summary>The note that a statement sends on channel <c>faena</c> together with its own work.</summary>
    public static string Note(long family) => ChangeNotes.Of(Topic(family));

    /// <summary>Lines, prices or the validity differ: an open sheet is read whole.</summary>
    public static Task OfAll(DbWork work, IReadOnlyCollection<long> families) =>
        work.Execute(OfAllSql, new { families = families.ToArray(), notes = Notes(families) });

    /// <summary>Something beside the lines differs, such as a closed day or the rate.</summary>
    public static Task OfHead(DbWork work, IReadOnlyCollection<long> families, string by) =>
        families.Count == 0
            ? Task.CompletedTask
            : work.Execute(
                OfHeadSql,
                new
                {
                    families = families.ToArray(),
                    notes = Notes(families),
                    by,
                }
            );

    private static string[] Notes(IEnumerable<long> families) => [.. families.Select(Note)];

    private const string OfAllSql = """
        WITH numbered AS (UPDATE contracts.family SET version = version + 1 WHERE id_familia = ANY (@families::bigint[]))
        SELECT pg_notify('faena', note) FROM unnest(@notes::text[]) AS n (note)
        """;

    private const string OfHeadSql = """
        WITH numbered AS (
          UPDATE contracts.family SET version = version + 1 WHERE id_familia = ANY (@families::bigint[]) RETURNING id_familia, version),
        noted AS (
          INSERT INTO contracts.family_save (id_familia, version, usuario, lineas) SELECT id_familia, version, @by, '{}' FROM numbered)
        SELECT pg_notify('faena', note) FROM unnest(@notes::text[]) AS n (note)
        """;
}
