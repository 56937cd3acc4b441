using Faena.Kernel.Access;
using Faena.Kernel.Database;

namespace Faena.Modules.Downtime.Reasons;

/// <summary>The tree of reasons, parents before children; with a line, only those that may be chosen at it.</summary>
public static class ListReasons
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/reasons", Handle).Needs("downtime.read").Everywhere("the company has one tree of reasons");

    public sealed record Response(IReadOnlyList<Reason> Reasons);

    public sealed record Reason(
        long Id,
        string Code,
        long? ParentId,
        int Depth,
        BothNames Names,
        string LossType,
        bool CountsAsFailure,
        string Color,
        string Icon,
        bool RequiresNote,
        int SortOrder,
        IReadOnlyList<long> LineIds,
        bool Active,
        long Version
    );

    public sealed record BothNames(string Es, string En);

    internal static async Task<Response> Handle(long? lineId, Db db, CancellationToken ct) =>
        new([.. (await db.Query<Row>(ReasonsSql, new { lineId }, ct)).Select(r => r.As())]);

    private sealed record Row
    {
        public long Id { get; init; }
        public string Code { get; init; } = "";
        public long? ParentId { get; init; }
        public int Depth { get; init; }
        public string NameEs { get; init; } = "";
        public string NameEn { get; init; } = "";
        public string LossType { get; init; } = "";
        public bool CountsAsFailure { get; init; }
        public bool RequiresNote { get; init; }
        public string Color { get; init; } = "";
        public string Icon { get; init; } = "";
        public int SortOrder { get; init; }
        public long[] LineIds { get; init; } = [];
        public bool Active { get; init; }
        public long Version { get; init; }

        public Reason As() =>
            new(
                Id,
                Code,
                ParentId,
                Depth,
                new BothNames(NameEs, NameEn),
                LossType,
                CountsAsFailure,
                Color,
                Icon,
                RequiresNote,
                SortOrder,
                LineIds,
                Active,
                Version
            );
    }

    private const string ReasonsSql = """
        SELECT r.id, r.code, r.parent_id, r.depth::int, r.name_es, r.name_en, r.loss_type, r.counts_as_failure, r.requires_note, r.color,
          r.icon, r.sort_order, r.active, r.version, l.line_ids
        FROM downtime.reason r
        CROSS JOIN LATERAL (
          SELECT coalesce(array_agg(rl.line_id ORDER BY rl.line_id), '{}') AS line_ids FROM downtime.reason_line rl WHERE rl.reason_id = r.id) l
        WHERE @lineId::bigint IS NULL OR (r.active AND (l.line_ids = '{}' OR @lineId::bigint = ANY (l.line_ids)))
        ORDER BY r.depth, r.sort_order, r.code
        """;
}
