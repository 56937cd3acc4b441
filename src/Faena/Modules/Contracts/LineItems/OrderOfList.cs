using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>The order whose list is to change, with its family locked until the transaction ends; or why it cannot change.</summary>
internal readonly record struct OrderOfList(long FamilyId, ProblemHttpResult? Fault)
{
    public static async Task<OrderOfList> Hold(DbWork work, CurrentUser user, long orderId)
    {
        var order = await work.One<Row>(HoldSql, new { orderId, sites = user.SiteLimit });
        return order switch
        {
            null => new(0, Problem.NotFound("order_not_found")),
            { Activa: false } => new(0, Problem.Conflict("order_cancelled")),
            _ => new(order.IdFamilia, null),
        };
    }

    private sealed record Row(long IdFamilia, bool Activa);

    // A person limited to some sites sees the orders that work there.
    private const string HoldSql = """
        SELECT o.id_familia, o.estatus = 1 AS activa
        FROM contracts.ot o JOIN contracts.family f ON f.id_familia = o.id_familia
        WHERE o.id = @orderId::bigint
          AND (@sites::bigint[] IS NULL OR @sites::bigint[] && ARRAY[o.id_embarcacion, o.id_plataforma, o.id_patio, o.id_intercom])
        FOR UPDATE OF f
        """;
}
