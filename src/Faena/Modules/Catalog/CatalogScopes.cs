using Faena.Kernel.Access;

namespace Faena.Modules.Catalog;

/// <summary>How what the catalog keeps leads to its facility.</summary>
public static class CatalogScopes
{
    public static ScopeKind Lines { get; } = new("line", LineWithinSql, "line_unknown", ScopeKind.BeyondFacilities);

    private static readonly ScopeKind Shifts = new("shift", ShiftWithinSql, "not_found", ScopeKind.BeyondFacilities);

    extension(Scope)
    {
        public static Scope Line(string at) => new(Lines, at);

        public static Scope Shift(string at) => new(Shifts, at);
    }

    private const string LineWithinSql = """
        SELECT id, @facilities::bigint[] IS NULL OR facility_id = ANY (@facilities::bigint[]) AS within
        FROM catalog.line WHERE id = ANY (@ids::bigint[])
        """;

    private const string ShiftWithinSql = """
        SELECT id, @facilities::bigint[] IS NULL OR facility_id = ANY (@facilities::bigint[]) AS within
        FROM catalog.shift WHERE id = ANY (@ids::bigint[])
        """;
}
