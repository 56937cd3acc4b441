using Faena.Kernel.Database;

namespace Faena.Modules.Contracts.Demo;

/// <summary>Evidence grows old with the days it proves: loaded after a week, reviewed after two, validated after four.</summary>
internal static class DemoEvidence
{
    public static Task Write(DbWork work, DateOnly today) => work.Execute(WriteSql, new { today });

    // Excess is not validated, and here and there a photo was sent back.
    private const string WriteSql = """
        UPDATE contracts.registro_generadores_pu g
        SET id_estatus = s.estatus,
            archivo = CASE WHEN s.estatus = 19 THEN '' ELSE 'https://example.com/demo/gpu/' || g.id END,
            nota_bloqueo = CASE WHEN s.estatus = 23 THEN 'La foto no muestra la medida · The photo does not show the measure' ELSE '' END
        FROM (
          SELECT p.id AS id_produccion,
                 CASE WHEN p.edad > 6 AND (p.id_partida_anexo + p.edad) % 11 = 0 THEN 23
                      WHEN p.edad > 28 AND NOT p.es_excedente THEN 22
                      WHEN p.edad > 14 THEN 21
                      WHEN p.edad > 6 THEN 20
                      ELSE 19 END AS estatus
          FROM (SELECT v.*, @today::date - v.fecha_produccion AS edad FROM contracts.v_produccion v) p) s
        WHERE s.id_produccion = g.id_produccion
        """;
}
