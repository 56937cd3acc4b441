using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Live;
using Faena.Modules.Contracts.WorkOrders;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>
/// Adds a concept of the price book to an order's list, at the book's prices and with volume 0: all that is produced of it is excess
/// until a reprogramming authorises it. An order without a list gets one.
/// </summary>
public static class LinkConcept
{
    public static void Map(IEndpointRouteBuilder produccion) =>
        produccion
            .MapPost("/vincular_partida_ot", Handle)
            .Accepts<Request>("application/json", "application/x-www-form-urlencoded", "multipart/form-data")
            .Needs("contracts.save_production")
            .Of(Scope.Order("$.id_ot"))
            .Refuses(404, "order_not_found")
            .Refuses(409, "line_already_listed", "order_cancelled")
            .Refuses(422);

    public sealed record Request(long? IdOt, long? IdProducto);

    public sealed record Response(bool Exito, string Mensaje, long IdPartidaImp);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Asked asked,
        HttpContext http,
        Db db,
        CurrentUser user,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        if (asked.Errors.Any)
        {
            return Problem.Invalid(asked.Errors);
        }
        var (orderId, conceptId) = (asked.IdOt, asked.IdProducto);

        await using var work = await db.Begin(ct);
        if (await HeldOrder.Take(work, orderId) is not { } order)
        {
            return Problem.NotFound("order_not_found");
        }
        if (!order.Activa)
        {
            return Problem.Conflict("order_cancelled");
        }
        var args = new
        {
            orderId,
            family = order.IdFamilia,
            conceptId,
            user = user.Name,
            mode = PoolModes.Shared,
        };
        if (await work.One<Concept>(ConceptSql, args) is not { } concept)
        {
            return Problem.Invalid("id_producto", "concept_not_found");
        }
        if (concept.YaListada)
        {
            return Problem.Conflict("line_already_listed", new { partida = concept.Partida, anexo = concept.ClaveAnexo });
        }
        var line = await work.One<long>(LinkSql, args);
        await FamilyLines.Rebuild(work, [order.IdFamilia]);
        await work.Tell(FamilyLines.Topic(order.IdFamilia), orderId);
        await work.Commit();
        return TypedResults.Ok(new Response(true, texts.For(http)["annex.concept_linked", new { partida = concept.Partida }], line));
    }

    /// <summary>The request as a form or as JSON, whichever came.</summary>
    private sealed record Asked(long IdOt, long IdProducto, FieldErrors Errors)
    {
        public static async ValueTask<Asked?> BindAsync(HttpContext http)
        {
            var errors = new FieldErrors();
            if (http.Request.HasFormContentType)
            {
                var fields = await FormFields.Read(http.Request, http.RequestAborted);
                return new Asked(fields.Id("id_ot", errors), fields.Id("id_producto", errors), errors);
            }
            var body = await JsonBody.Read<Request>(http.Request, http.RequestAborted);
            errors.Require(body.IdOt is > 0, "id_ot", "required").Require(body.IdProducto is > 0, "id_producto", "required");
            return new Asked(body.IdOt ?? 0, body.IdProducto ?? 0, errors);
        }
    }

    private sealed record Concept(string ClaveAnexo, string Partida, bool YaListada);

    // A line that any issue in force lists is in the grid already: a second one with volume 0 would only take its volume away.
    private const string ConceptSql = """
        SELECT c.clave_anexo, c.partida,
               EXISTS (SELECT 1 FROM contracts.line_item l
                       JOIN contracts.partida_anexo_importada r ON r.id_line_item = l.id
                       JOIN contracts.importacion_anexo i ON i.id = r.id_importacion_anexo AND i.es_activo
                       JOIN contracts.ot o ON o.id = i.id_ot AND (o.estatus = 1 OR o.id = @orderId::bigint)
                       WHERE l.id_familia = @family::bigint AND l.clave_anexo = c.clave_anexo AND l.clave_partida = c.clave_partida
                         AND l.clave_descripcion = c.clave_descripcion) AS ya_listada
        FROM contracts.contrato_concepto_maestro c
        WHERE c.id = @conceptId::bigint AND c.activo
        """;

    private const string LinkSql = """
        WITH concept AS (SELECT * FROM contracts.contrato_concepto_maestro WHERE id = @conceptId::bigint),
        known AS (
          SELECT l.id FROM contracts.line_item l JOIN concept c
            ON l.clave_anexo = c.clave_anexo AND l.clave_partida = c.clave_partida AND l.clave_descripcion = c.clave_descripcion
          WHERE l.id_familia = @family::bigint),
        new_line AS (
          INSERT INTO contracts.line_item (id_familia, clave_anexo, clave_partida, clave_descripcion)
          SELECT @family::bigint, clave_anexo, clave_partida, clave_descripcion FROM concept WHERE NOT EXISTS (SELECT 1 FROM known)
          RETURNING id),
        line AS (SELECT id FROM known UNION ALL SELECT id FROM new_line),
        longer_list AS (
          UPDATE contracts.importacion_anexo SET total_registros = total_registros + 1 WHERE id_ot = @orderId::bigint AND es_activo
          RETURNING id),
        new_list AS (
          INSERT INTO contracts.importacion_anexo (id_ot, usuario_carga, total_registros, modo_pool)
          SELECT @orderId::bigint, @user, 1, @mode WHERE NOT EXISTS (SELECT 1 FROM longer_list)
          RETURNING id),
        list AS (SELECT id FROM longer_list UNION ALL SELECT id FROM new_list)
        INSERT INTO contracts.partida_anexo_importada (id_importacion_anexo, id_line_item, id_partida, descripcion_concepto, anexo,
          id_unidad_medida, volumen_proyectado, precio_unitario_mn, precio_unitario_usd, compartida, orden_fila)
        SELECT list.id, line.id, c.partida, c.descripcion, c.clave_anexo, c.id_unidad, 0, coalesce(c.precio_unitario_mn, 0),
               coalesce(c.precio_unitario_usd, 0), false,
               (SELECT coalesce(max(r.orden_fila), 0) + 1 FROM contracts.partida_anexo_importada r WHERE r.id_importacion_anexo = list.id)
        FROM concept c CROSS JOIN line CROSS JOIN list
        RETURNING id_line_item
        """;
}
