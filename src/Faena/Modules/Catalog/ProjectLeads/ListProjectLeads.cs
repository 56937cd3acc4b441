using Faena.Kernel.Access;
using Faena.Kernel.Database;

namespace Faena.Modules.Catalog.ProjectLeads;

/// <summary>Every project lead by name.</summary>
public static class ListProjectLeads
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/project-leads", Handle).Needs("catalog.read").Everywhere("the company has one list of project leads");

    public sealed record ProjectLead(long Id, string Descripcion, bool Activo, long Version);

    internal static Task<IReadOnlyList<ProjectLead>> Handle(Db db, CancellationToken ct, bool? activo = null) =>
        db.Query<ProjectLead>(ProjectLeadsSql, new { activo }, ct);

    private const string ProjectLeadsSql = """
        SELECT id, descripcion, activo, version FROM catalog.responsable_proyecto
        WHERE @activo::boolean IS NULL OR activo = @activo::boolean
        ORDER BY descripcion
        """;
}
