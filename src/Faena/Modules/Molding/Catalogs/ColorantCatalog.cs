namespace Faena.Modules.Molding.Catalogs;

/// <summary>Colorants and masterbatches.</summary>
internal static class ColorantCatalog
{
    public static CatalogKind Kind { get; } =
        new("pigmentos", "pigmento")
        {
            Fields =
            [
                CatalogField.Text("nombre", 100, "PIGMENTO", "COLORANTE", "NAME", "COLORANT") with
                {
                    Required = true,
                },
                CatalogField.Number("precio_kg", true, "PRECIO", "PRECIO KG", "PRICE"),
                MaterialCatalog.Currency,
            ],
            ListSql = ListSql,
            AddSql = AddSql,
            ChangeSql = ChangeSql,
            RepointSql = RepointSql,
            RemoveSql = RemoveSql,
        };

    private const string ListSql = "SELECT to_jsonb(e)::text FROM molding.pigmento e ORDER BY lower(nombre)";

    private const string AddSql = """
        INSERT INTO molding.pigmento (nombre, precio_kg, moneda)
        SELECT nombre, precio_kg, moneda
        FROM jsonb_to_record(@entry::jsonb) AS e (nombre text, precio_kg numeric, moneda text) RETURNING id
        """;

    private const string ChangeSql = """
        UPDATE molding.pigmento e SET nombre = n.nombre, precio_kg = n.precio_kg, moneda = n.moneda, activo = n.activo
        FROM molding.pigmento o CROSS JOIN LATERAL jsonb_populate_record(o, @entry::jsonb) n
        WHERE o.id = @id::bigint AND e.id = o.id
        """;

    private const string RepointSql = "UPDATE molding.lote_pigmento SET id_pigmento = @into::bigint WHERE id_pigmento = @id::bigint";

    private const string RemoveSql = "DELETE FROM molding.pigmento WHERE id = @id::bigint";
}
