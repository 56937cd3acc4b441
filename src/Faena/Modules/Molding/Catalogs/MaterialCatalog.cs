namespace Faena.Modules.Molding.Catalogs;

/// <summary>Resins, each of one class: virgin, second grade, regrind, mixed.</summary>
internal static class MaterialCatalog
{
    public static CatalogKind Kind { get; } =
        new("materiales", "material")
        {
            Fields =
            [
                CatalogField.Text("nombre", 100, "MATERIAL", "NAME") with
                {
                    Required = true,
                },
                CatalogField.Text("tipo", 40, "CLASE", "TYPE", "CLASS") with
                {
                    Required = true,
                },
                CatalogField.Number("precio_kg", true, "PRECIO", "PRECIO KG", "PRICE"),
                Currency,
            ],
            ListSql = ListSql,
            AddSql = AddSql,
            ChangeSql = ChangeSql,
            RepointSql = RepointSql,
            RemoveSql = RemoveSql,
        };

    internal static CatalogField Currency =>
        new("moneda", FieldKind.Word)
        {
            Words = ["PEN", "MXN", "USD"],
            Required = true,
            Titles = ["CURRENCY"],
        };

    private const string ListSql = "SELECT to_jsonb(e)::text FROM molding.material e ORDER BY lower(nombre)";

    private const string AddSql = """
        INSERT INTO molding.material (nombre, tipo, precio_kg, moneda)
        SELECT nombre, tipo, precio_kg, moneda
        FROM jsonb_to_record(@entry::jsonb) AS e (nombre text, tipo text, precio_kg numeric, moneda text) RETURNING id
        """;

    private const string ChangeSql = """
        UPDATE molding.material e SET nombre = n.nombre, tipo = n.tipo, precio_kg = n.precio_kg, moneda = n.moneda, activo = n.activo
        FROM molding.material o CROSS JOIN LATERAL jsonb_populate_record(o, @entry::jsonb) n
        WHERE o.id = @id::bigint AND e.id = o.id
        """;

    private const string RepointSql = "UPDATE molding.lote_material SET id_material = @into::bigint WHERE id_material = @id::bigint";

    private const string RemoveSql = "DELETE FROM molding.material WHERE id = @id::bigint";
}
