using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Kernel.Live;

/// <summary>Something under a topic changed. It names rows and never carries them: whoever cares reads them again.</summary>
/// <param name="Topic"><c>module:what</c>, as narrow as listeners need it: <c>contracts:month:12:2026-11</c>.</param>
/// <param name="Ids">The rows; null when they are too many to name.</param>
public sealed record Change(string Topic, long[]? Ids);

public static class ChangeNotes
{
    internal const string Channel = "faena";

    // PostgreSQL takes 8,000 bytes a note; a number has at most 19 digits and a comma.
    private const int MostIds = 380;

    /// <summary>Tells every listener of every node, once this transaction is committed and not before.</summary>
    public static Task Tell(this DbWork work, string topic, params IEnumerable<long> ids) =>
        work.Execute(TellSql, new { channel = Channel, note = Of(topic, ids) });

    /// <summary>The note itself, for a statement that sends it on channel <c>faena</c> together with its own work.</summary>
    public static string Of(string topic, params IEnumerable<long> ids)
    {
        var named = ids.Distinct().Take(MostIds + 1).ToArray();
        return Json.Of(new Change(topic, named.Length > MostIds ? null : named));
    }

    private const string TellSql = "SELECT pg_notify(@channel, @note)";
}
