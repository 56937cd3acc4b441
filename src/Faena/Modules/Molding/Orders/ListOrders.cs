using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders;

/// <summary>The orders that fit the filters, the latest start first, a page at a time.</summary>
public static class ListOrders
{
    public const int PageSize = 50;
    private const int LastPage = 1_000_000;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("", Handle).Needs("molding.read").Refuses(422);

    public sealed record Response(IReadOnlyList<OrderDocument.Header> Ordenes, int Total);

    /// <param name="Q">Words of the number, product, mold or machine.</param>
    public sealed record Filter(string? Q, string? Estado, bool? Activa, int Pagina)
    {
        public bool IsSet => !string.IsNullOrWhiteSpace(Q) || Estado is not null || Activa is not null;
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string? activa,
        string? estado,
        string? q,
        string? pagina,
        Db db,
        Installation installation,
        CancellationToken ct
    )
    {
        var errors = new FieldErrors();
        var filter = Read(q, estado, activa, pagina, errors);
        return errors.Any ? Problem.Invalid(errors) : TypedResults.Ok(await Find(db, filter, installation, ct));
    }

    internal static Filter Read(string? q, string? state, string? active, string? page, FieldErrors errors)
    {
        var number = 1;
        errors
            .Require(string.IsNullOrEmpty(active) || active is "true" or "false", "activa", "order_yes_or_no")
            .Require(
                string.IsNullOrEmpty(state) || state is OrderState.Draft or OrderState.Released or OrderState.Closed,
                "estado",
                "one_of",
                new { opciones = new[] { OrderState.Draft, OrderState.Released, OrderState.Closed } }
            )
            .Require(
                string.IsNullOrEmpty(page)
                    || (int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= LastPage),
                "pagina",
                "page_number"
            );
        return new Filter(
            q,
            state is OrderState.Draft or OrderState.Released or OrderState.Closed ? state : null,
            active switch
            {
                "true" => true,
                "false" => false,
                _ => null,
            },
            number is >= 1 and <= LastPage ? number : 1
        );
    }

    internal static async Task<Response> Find(Db db, Filter filter, Installation installation, CancellationToken ct)
    {
        var args = new
        {
            words = (filter.Q ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            filter.Estado,
            filter.Activa,
            size = PageSize,
            skip = (filter.Pagina - 1L) * PageSize,
        };
        var total = await db.One<int>(CountSql, args, ct);
        var orders = await db.Query<Order>(PageSql, args, ct);
        return new Response([.. orders.Select(o => OrderDocument.HeaderOf(o, installation.TimeZone))], total);
    }

    // A number is found with or without its dash: op1322 and OP-1322.
    private const string Fitting = """
        FROM molding.orden_produccion o
        WHERE (@Estado::text IS NULL OR o.estado = @Estado::text)
          AND (@Activa::boolean IS NULL OR (o.estado <> 'CERRADA') = @Activa::boolean)
          AND NOT EXISTS (
            SELECT FROM unnest(@words::text[]) word
            WHERE strpos(lower(concat_ws(' ', o.numero_op, o.clave_op, o.producto, o.molde, o.maquina)), lower(word)) = 0)
        """;

    private const string CountSql = $"SELECT count(*)::int {Fitting}";

    private const string PageSql = $"""
        SELECT o.numero_op, o.fecha_creacion, o.fecha_inicio, o.producto, o.molde, o.maquina, o.tipo_maquina, o.tipo_orden, o.tiempo_ciclo,
          o.peso_unitario, o.cavidades, o.peso_tiro, o.horas_turno, o.ciclos, o.tipo_cambio, o.meta_kg, o.meta_docenas, o.calendario,
          o.base_tiempo, o.estado
        {Fitting}
        ORDER BY o.fecha_inicio DESC, o.id DESC LIMIT @size::int OFFSET @skip::bigint
        """;
}
