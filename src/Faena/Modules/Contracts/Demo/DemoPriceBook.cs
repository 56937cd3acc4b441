using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;

namespace Faena.Modules.Contracts.Demo;

/// <summary>Writes the invented concepts into the contract's price book.</summary>
internal static class DemoPriceBook
{
    // The contract foresees some ten orders of a hundred days.
    private const int DaysOfTheContract = 1_000;

    public static async Task Write(DbWork work, ICatalog catalog)
    {
        var units = await catalog.UnitIds(work, [.. DemoConcepts.All.Select(c => c.Unit).Distinct()], createUnknown: true);
        var rows = DemoConcepts.All.Select(
            (c, i) =>
                new
                {
                    clave_anexo = Keys.AnnexKey(c.Annex),
                    clave_partida = Keys.CodeKey(c.Code),
                    partida = c.Code,
                    partida_extraordinaria = c.Annex.EndsWith("EXT", StringComparison.Ordinal) ? c.Code : "",
                    descripcion = c.Text,
                    clave_descripcion = Keys.TextKey(c.Text),
                    id_unidad = units[c.Unit],
                    cantidad = QuantityOf(c),
                    precio_unitario_mn = c.Mxn,
                    precio_unitario_usd = c.Usd,
                    orden_fila = i + 1,
                }
        );
        await work.Execute(WriteSql, new { rows = Json.Of(rows) });
    }

    // The variants of a code share one quantity.
    private static decimal QuantityOf(DemoConcept concept) =>
        DemoConcepts.All.Where(c => c.Annex == concept.Annex && c.Code == concept.Code).Max(c => c.Daily) * DaysOfTheContract;

    private const string WriteSql = """
        WITH listed AS (
          SELECT * FROM jsonb_to_recordset(@rows::jsonb) AS r (clave_anexo text, clave_partida text, partida text,
            partida_extraordinaria text, descripcion text, clave_descripcion text, id_unidad bigint, cantidad numeric,
            precio_unitario_mn numeric, precio_unitario_usd numeric, orden_fila int)),
        annexes AS (
          INSERT INTO contracts.contrato_anexo_maestro (clave) SELECT DISTINCT clave_anexo FROM listed)
        INSERT INTO contracts.contrato_concepto_maestro (clave_anexo, clave_partida, partida, partida_extraordinaria, descripcion,
          clave_descripcion, id_unidad, cantidad, precio_unitario_mn, precio_unitario_usd, orden_fila)
        SELECT clave_anexo, clave_partida, partida, partida_extraordinaria, descripcion, clave_descripcion, id_unidad, cantidad,
               precio_unitario_mn, precio_unitario_usd, orden_fila
        FROM listed ORDER BY orden_fila
        """;
}
