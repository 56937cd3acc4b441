using Faena.Kernel.Access;

namespace Faena.Modules.Contracts;

/// <summary>How an order leads to its sites. Orders of other sites are as unknown to a limited person as orders that do not exist.</summary>
public static class ContractsScopes
{
    private static readonly ScopeKind Orders = new("order", OrderWithinSql, "order_not_found", null);

    /// <summary>What an order shares with its reprogrammings, such as its month: within reach where any issue or any record is.</summary>
    internal static ScopeKind Families { get; } = new("family", FamilyWithinSql, "order_not_found", null);

    extension(Scope)
    {
        public static Scope Order(string at) => new(Orders, at);

        public static Scope Family(string at) => new(Families, at);
    }

    private const string OrderWithinSql = """
        SELECT id, @sites::bigint[] IS NULL OR ARRAY[id_embarcacion, id_plataforma, id_patio, id_intercom] && @sites::bigint[] AS within
        FROM contracts.ot WHERE id = ANY (@ids::bigint[])
        """;

    private const string FamilyWithinSql = """
        SELECT o.id, @sites::bigint[] IS NULL
          OR EXISTS (SELECT FROM contracts.ot x WHERE x.id_familia = o.id_familia
                     AND ARRAY[x.id_embarcacion, x.id_plataforma, x.id_patio, x.id_intercom] && @sites::bigint[])
          OR EXISTS (SELECT FROM contracts.reporte_mensual_header h JOIN contracts.produccion p ON p.id_reporte_mensual = h.id
                     WHERE h.id_ot = o.id_familia AND p.id_sitio_produccion = ANY (@sites::bigint[])) AS within
        FROM contracts.ot o WHERE o.id = ANY (@ids::bigint[])
        """;
}
