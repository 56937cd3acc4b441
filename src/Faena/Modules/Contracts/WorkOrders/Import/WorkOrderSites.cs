namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>The four places an order can have, and the kind of site each takes.</summary>
public static class WorkOrderSites
{
    public static IReadOnlyList<(string Column, string Front)> Columns { get; } =
    [("id_embarcacion", "embarcacion"), ("id_plataforma", "plataforma"), ("id_patio", "patio"), ("id_intercom", "intercom")];
}
