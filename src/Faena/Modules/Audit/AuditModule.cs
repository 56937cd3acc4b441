using Faena.Modules.Audit.History;

namespace Faena.Modules.Audit;

/// <summary>Who changed what. The entries come from one trigger (<c>audit.watch</c>) and from <c>AuditTrail</c>; here they are read.</summary>
public static class AuditModule
{
    public static void MapAudit(this WebApplication app)
    {
        var audit = app.MapGroup("/api/audit").WithTags("Audit");
        ListEntries.Map(audit);
        ShowHistory.Map(audit);
    }
}
