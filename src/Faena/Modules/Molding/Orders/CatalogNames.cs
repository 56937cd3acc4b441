using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.Orders;

/// <summary>Finds the catalog entry behind every name of an order, in one statement, and copies what the order keeps of it.</summary>
internal static class CatalogNames
{
    /// <param name="before">The order as it stands: what it names already it may go on naming, whatever became of the entry.</param>
    public static async Task<Order> Resolve(DbWork work, Order order, Order? before, FieldErrors errors)
    {
        var asked = Names(order).Distinct().ToList();
        var found = (
            await work.Query<Entry>(
                EntriesSql,
                new { catalogs = asked.Select(a => a.Catalog).ToArray(), names = asked.Select(a => a.Name).ToArray() }
            )
        ).ToDictionary(e => (e.Catalogo, e.Pedido));
        foreach (var kept in before is null ? [] : Kept(before))
        {
            found.TryAdd((kept.Catalogo, kept.Pedido), kept);
        }

        Entry Find(string catalog, string name, string path)
        {
            if (found.TryGetValue((catalog, name), out var entry))
            {
                return entry;
            }
            if (name.Length > 0)
            {
                errors.Add(path, "not_in_catalog", new { nombre = name });
            }
            return new Entry(catalog, name, 0, name, "");
        }

        var machine = Find(MachineCatalog, order.Maquina, "maquina");
        var mold = Find(MoldCatalog, order.Molde, "molde");
        return order with
        {
            IdMaquina = machine.Id,
            Maquina = machine.Nombre,
            TipoMaquina = machine.Tipo,
            IdMolde = mold.Id,
            Molde = mold.Nombre,
            // What is sold need not be in the catalog; where it is, the order points at it.
            IdProducto = found.GetValueOrDefault((ProductCatalog, order.Producto))?.Id,
            Lotes =
            [
                .. order.Lotes.Select(
                    (lot, i) =>
                    {
                        var colour = Find(ColourCatalog, lot.Color, $"lotes[{i}].color");
                        return lot with
                        {
                            IdColor = colour.Id,
                            Color = colour.Nombre,
                            Materiales =
                            [
                                .. lot.Materiales.Select(
                                    (m, j) =>
                                    {
                                        var material = Find(MaterialCatalog, m.Nombre, $"lotes[{i}].materiales[{j}].nombre");
                                        return m with { IdMaterial = material.Id, Nombre = material.Nombre, Tipo = material.Tipo };
                                    }
                                ),
                            ],
                            Pigmentos =
                            [
                                .. lot.Pigmentos.Select(
                                    (p, j) =>
                                    {
                                        var colorant = Find(ColorantCatalog, p.Nombre, $"lotes[{i}].pigmentos[{j}].nombre");
                                        return p with { IdPigmento = colorant.Id, Nombre = colorant.Nombre };
                                    }
                                ),
                            ],
                        };
                    }
                ),
            ],
        };
    }

    private const string MachineCatalog = "maquina";
    private const string MoldCatalog = "molde";
    private const string MaterialCatalog = "material";
    private const string ColorantCatalog = "pigmento";
    private const string ColourCatalog = "color";
    private const string ProductCatalog = "producto";

    /// <param name="Pedido">The name as it was asked for.</param>
    private sealed record Entry(string Catalogo, string Pedido, long Id, string Nombre, string Tipo);

    private static IEnumerable<(string Catalog, string Name)> Names(Order order) =>
        [
            (MachineCatalog, order.Maquina),
            (MoldCatalog, order.Molde),
            (ProductCatalog, order.Producto),
            .. order.Lotes.Select(l => (ColourCatalog, l.Color)),
            .. order.Lotes.SelectMany(l => l.Materiales).Select(m => (MaterialCatalog, m.Nombre)),
            .. order.Lotes.SelectMany(l => l.Pigmentos).Select(p => (ColorantCatalog, p.Nombre)),
        ];

    private static IEnumerable<Entry> Kept(Order before) =>
        [
            new(MachineCatalog, before.Maquina, before.IdMaquina, before.Maquina, before.TipoMaquina),
            new(MoldCatalog, before.Molde, before.IdMolde, before.Molde, ""),
            .. before.Lotes.Select(l => new Entry(ColourCatalog, l.Color, l.IdColor, l.Color, "")),
            .. before.Lotes.SelectMany(l => l.Materiales).Select(m => new Entry(MaterialCatalog, m.Nombre, m.IdMaterial, m.Nombre, m.Tipo)),
            .. before.Lotes.SelectMany(l => l.Pigmentos).Select(p => new Entry(ColorantCatalog, p.Nombre, p.IdPigmento, p.Nombre, "")),
        ];

    // A product may be named by its SKU; one name of two products names neither.
    private const string EntriesSql = """
        SELECT k.catalogo, k.nombre AS pedido, e.id, e.nombre, e.tipo
        FROM unnest(@catalogs::text[], @names::text[]) AS k (catalogo, nombre)
        CROSS JOIN LATERAL (
          SELECT min(v.id) AS id, min(v.nombre) AS nombre, min(v.tipo) AS tipo
          FROM molding.v_catalogo v
          WHERE v.catalogo = k.catalogo AND v.clave = lower(k.nombre) AND v.activo
          HAVING count(DISTINCT v.id) = 1
        ) e
        """;
}
