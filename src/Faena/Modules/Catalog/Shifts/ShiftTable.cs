using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Shifts;

/// <summary>What creating and changing a shift share: the facility held, so that two who change its shifts see each other.</summary>
internal static class ShiftTable
{
    public static async Task<bool> HoldFacility(DbWork work, long facility) =>
        await work.One<long?>(HoldFacilitySql, new { facility }) is not null;

    /// <summary>The active shifts that already take some of these minutes of the week.</summary>
    public static async Task<ProblemHttpResult?> OverlapOf(DbWork work, CheckedShift shift, long? id = null)
    {
        var other = await work.One<string>(
            OverlapSql,
            new
            {
                id,
                shift.FacilityId,
                shift.Week,
                shift.Validity,
            }
        );
        return other is null ? null : Problem.Invalid("start", "shift_overlap", new { code = shift.Code, other });
    }

    public static Task<int> WriteBreaks(DbWork work, long id, CheckedShift shift) =>
        work.Execute(
            BreaksSql,
            new
            {
                id,
                starts = shift.BreakStarts,
                minutes = shift.BreakMinutes,
            }
        );

    private const string HoldFacilitySql = "SELECT id FROM catalog.facility WHERE id = @facility::bigint AND active FOR UPDATE";

    private const string OverlapSql = """
        SELECT string_agg(code, ', ' ORDER BY starts) FROM catalog.shift
        WHERE facility_id = @FacilityId::bigint AND active AND id IS DISTINCT FROM @id::bigint
          AND week && @Week::text::int4multirange AND validity && @Validity::text::daterange
        """;

    // The breaks that are given take the place of those that were.
    private const string BreaksSql = """
        WITH given AS (
          SELECT position::smallint, starts, minutes FROM unnest(@starts::text[]::time[], @minutes::smallint[]) WITH ORDINALITY AS b (starts, minutes, position)),
        gone AS (
          DELETE FROM catalog.shift_break b WHERE b.shift_id = @id::bigint AND b.position > (SELECT count(*) FROM given))
        INSERT INTO catalog.shift_break AS b (shift_id, position, starts, minutes)
        SELECT @id::bigint, position, starts, minutes FROM given
        ON CONFLICT (shift_id, position) DO UPDATE SET starts = excluded.starts, minutes = excluded.minutes
        WHERE (b.starts, b.minutes) IS DISTINCT FROM (excluded.starts, excluded.minutes)
        """;
}
