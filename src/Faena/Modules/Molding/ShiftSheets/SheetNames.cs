using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>Finds the machine and the colours of a sheet, in one statement; the order's own names count whatever became of the catalog.</summary>
internal static class SheetNames
{
    public static async Task<Sheet> Resolve(DbWork work, Sheet sheet, Order order, Sheet? before, FieldErrors errors)
    {
        var asked = new[] { (Catalog: MachineCatalog, Name: sheet.Maquina) }
            .Concat(sheet.Detalles.Select(r => (Catalog: ColourCatalog, Name: r.Color)))
            .Where(a => a.Name.Length > 0)
            .Distinct()
            .ToList();
        var found = (
            await work.Query<Entry>(
                EntriesSql,
                new { catalogs = asked.Select(a => a.Catalog).ToArray(), names = asked.Select(a => a.Name).ToArray() }
            )
        ).ToDictionary(e => (e.Catalogo, e.Pedido));

        Entry? Find(string catalog, string name) =>
            Kept(order, before).FirstOrDefault(e => e.Catalogo == catalog && Same(e.Nombre, name))
            ?? found.GetValueOrDefault((catalog, name));

        var machine = Find(MachineCatalog, sheet.Maquina);
        if (machine is null && sheet.Maquina.Length > 0)
        {
            errors.Add("maquina", "not_in_catalog", new { nombre = sheet.Maquina });
        }
        return sheet with
        {
            IdMaquina = machine?.Id ?? 0,
            Maquina = machine?.Nombre ?? sheet.Maquina,
            Detalles =
            [
                .. sheet.Detalles.Select(r =>
                    // A colour nobody knows is what somebody saw; it is kept as written, and said.
                    Find(ColourCatalog, r.Color) is { } colour
                        ? r with
                        {
                            IdColor = colour.Id,
                            Color = colour.Nombre,
                        }
                        : r
                ),
            ],
        };
    }

    /// <summary>The order's lot of a colour, however it is spelled.</summary>
    public static Order.Lot? LotOf(Order order, string colour) => order.Lotes.FirstOrDefault(l => Same(l.Color, colour));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private const string MachineCatalog = "maquina";
    private const string ColourCatalog = "color";

    private sealed record Entry(string Catalogo, string Pedido, long Id, string Nombre);

    private static IEnumerable<Entry> Kept(Order order, Sheet? before) =>
        [
            .. before is null ? [] : new[] { new Entry(MachineCatalog, before.Maquina, before.IdMaquina, before.Maquina) },
            new(MachineCatalog, order.Maquina, order.IdMaquina, order.Maquina),
            .. order.Lotes.Select(l => new Entry(ColourCatalog, l.Color, l.IdColor, l.Color)),
        ];

    private const string EntriesSql = """
        SELECT k.catalogo, k.nombre AS pedido, e.id, e.nombre
        FROM unnest(@catalogs::text[], @names::text[]) AS k (catalogo, nombre)
        JOIN molding.v_catalogo e ON e.catalogo = k.catalogo AND e.clave = lower(k.nombre) AND e.activo
        """;
}
