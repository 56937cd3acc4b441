namespace Faena.Modules.Molding.Catalogs;

/// <summary>The colours that lots are made in, by families.</summary>
internal static class ColourCatalog
{
    public static CatalogKind Kind { get; } =
        new("colores", "color")
        {
            Fields =
            [
                CatalogField.Text("nombre", 100, "COLOR", "NAME", "COLOUR") with
                {
                    Required = true,
                },
                CatalogField.Text("codigo", 20, "CÓDIGO", "CODE"),
                new CatalogField("familia", FieldKind.Word)
                {
                    Words = ["SOLIDO", "PASTEL", "CARAMELO", "TRANSPARENTE", "NEON", "NAVIDAD"],
                    Titles = ["FAMILY"],
                },
            ],
            ListSql = ListSql,
            AddSql = AddSql,
            ChangeSql = ChangeSql,
            RepointSql = RepointSql,
            RemoveSql = RemoveSql,
        };

    private const string ListSql = "SELECT to_jsonb(e)::text FROM molding.color e ORDER BY lower(nombre)";

    private const string AddSql = """
        INSERT INTO molding.color (nombre, codigo, familia)
        SELECT nombre, codigo, familia FROM jsonb_to_record(@entry::jsonb) AS e (nombre text, codigo text, familia text) RETURNING id
        """;

    private const string ChangeSql = """
        UPDATE molding.color e SET nombre = n.nombre, codigo = n.codigo, familia = n.familia, activo = n.activo
        FROM molding.color o CROSS JOIN LATERAL jsonb_populate_record(o, @entry::jsonb) n
        WHERE o.id = @id::bigint AND e.id = o.id
        """;

    private const string RepointSql = """
        WITH lote AS (UPDATE molding.lote_color SET id_color = @into::bigint WHERE id_color = @id::bigint),
          preparado AS (UPDATE molding.material_preparado SET id_color = @into::bigint WHERE id_color = @id::bigint),
          hora AS (UPDATE molding.detalle_produccion_hora SET id_color = @into::bigint WHERE id_color = @id::bigint)
        UPDATE molding.control_peso SET id_color = @into::bigint WHERE id_color = @id::bigint
        """;

    private const string RemoveSql = "DELETE FROM molding.color WHERE id = @id::bigint";
}
