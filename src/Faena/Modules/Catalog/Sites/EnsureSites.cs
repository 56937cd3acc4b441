using Faena.Kernel.Database;

namespace Faena.Modules.Catalog.Sites;

/// <summary>Finds, or creates once, the sites that workbooks name by number.</summary>
internal static class EnsureSites
{
    internal static async Task<IReadOnlyDictionary<int, long>> Ensure(DbWork work, IReadOnlyCollection<(int Numero, string Frente)> sites)
    {
        var asked = sites.DistinctBy(s => s.Numero).ToArray();
        var args = new { numbers = asked.Select(s => s.Numero).ToArray(), fronts = asked.Select(s => s.Frente).ToArray() };
        await work.Execute(CreateSql, args);
        var found = await work.Query<(int Numero, long Id)>(FindSql, args);
        return found.ToDictionary(s => s.Numero, s => s.Id);
    }

    // A person may have written the same name by hand, without a number: that is the site. Where the name belongs to another one,
    // the new site says its number. Somebody who creates it in this same moment wins, and the search that follows finds theirs.
    private const string CreateSql = """
        WITH missing AS (
          SELECT a.numero, f.id AS id_frente, f.clase, f.descripcion || ' ' || a.numero AS nombre
          FROM unnest(@numbers::integer[], @fronts::text[]) AS a (numero, clase)
          JOIN (SELECT DISTINCT ON (clase) id, clase, descripcion FROM catalog.frente ORDER BY clase, id) f ON f.clase = a.clase
          WHERE NOT EXISTS (SELECT 1 FROM catalog.sitio s WHERE s.numero = a.numero)
        ), adopted AS (
          UPDATE catalog.sitio s SET numero = m.numero
          FROM missing m JOIN catalog.frente f ON f.clase = m.clase
          WHERE s.numero IS NULL AND s.id_frente = f.id AND lower(s.descripcion) = lower(m.nombre)
          RETURNING s.numero
        )
        INSERT INTO catalog.sitio (descripcion, id_frente, numero)
        SELECT
          CASE WHEN EXISTS (SELECT 1 FROM catalog.sitio s WHERE lower(s.descripcion) = lower(m.nombre))
            THEN m.nombre || ' (n.º ' || m.numero || ')' ELSE m.nombre END,
          m.id_frente, m.numero
        FROM missing m WHERE m.numero NOT IN (SELECT numero FROM adopted)
        ON CONFLICT DO NOTHING
        """;

    private const string FindSql = "SELECT numero, id FROM catalog.sitio WHERE numero = ANY (@numbers::integer[])";
}
