using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Reasons;

/// <summary>The lines a reason is for.</summary>
internal static class ReasonLines
{
    /// <returns>The refusal where a line does not exist.</returns>
    public static async Task<ProblemHttpResult?> Write(DbWork work, long reason, long[] lines)
    {
        var known = await work.One<int>(WriteSql, new { reason, lines });
        return known == lines.Length ? null : Problem.Invalid("lineIds", "line_unknown");
    }

    private const string WriteSql = """
        WITH given AS (SELECT id FROM catalog.v_line WHERE id = ANY (@lines::bigint[])),
        gone AS (DELETE FROM downtime.reason_line WHERE reason_id = @reason::bigint AND line_id <> ALL (@lines::bigint[])),
        added AS (
          INSERT INTO downtime.reason_line (reason_id, line_id) SELECT @reason::bigint, id FROM given ON CONFLICT DO NOTHING)
        SELECT count(*)::int FROM given
        """;

    /// <summary>How a reason's history calls them.</summary>
    public const string NamesSql = "SELECT id, code || ' · ' || name AS name FROM catalog.v_line WHERE id = ANY (@ids::bigint[])";
}
