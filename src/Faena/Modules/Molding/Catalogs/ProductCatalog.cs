namespace Faena.Modules.Molding.Catalogs;

/// <summary>What is sold. SKU and article number are text: their leading zeros count.</summary>
internal static class ProductCatalog
{
    public static CatalogKind Kind { get; } =
        new("productos", "producto")
        {
            Fields =
            [
                CatalogField.Text("sku", 40, "CODIGO", "CÓDIGO", "SKU PRODUCTO") with
                {
                    Required = true,
                },
                CatalogField.Text("nombre", 150, "PRODUCTO", "DESCRIPCION", "DESCRIPCIÓN", "NAME", "PRODUCT") with
                {
                    Required = true,
                },
                CatalogField.Text("linea", 60, "LÍNEA", "LINE"),
                CatalogField.Text("familia", 60, "FAMILY"),
                CatalogField.Text("familia_color", 60, "FAMILIA COLOR", "FAMILIA DE COLOR", "COLOUR FAMILY"),
                CatalogField.Number("docenas_bulto", false, "DOCENAS BULTO", "DOC X BULTO", "DOCENAS X BULTO"),
                CatalogField.Number("peso_g", false, "PESO G", "PESO", "WEIGHT"),
                CatalogField.Number("precio", true, "PRICE"),
                new CatalogField("ean", FieldKind.Ean) { Titles = ["EAN13", "EAN-13", "CODIGO DE BARRAS", "CÓDIGO DE BARRAS"] },
            ],
            Pieces =
            [
                CatalogField.Text("sku", 40, "SKU PIEZA", "PIECE SKU"),
                CatalogField.Text("nombre", 150, "PIEZA", "PIECE") with
                {
                    Required = true,
                },
                CatalogField.Number("cantidad", false, "QUANTITY") with
                {
                    Required = true,
                },
            ],
            ListSql = ListSql,
            AddSql = AddSql,
            ChangeSql = ChangeSql,
            RemovePiecesSql = RemovePiecesSql,
            AddPiecesSql = AddPiecesSql,
            RepointSql = RepointSql,
            RemoveSql = RemoveSql,
        };

    private const string ListSql = """
        SELECT (to_jsonb(e) || jsonb_build_object('piezas',
          (SELECT coalesce(jsonb_agg(to_jsonb(p) - 'id_producto' - 'posicion' ORDER BY p.posicion), '[]')
           FROM molding.producto_pieza p WHERE p.id_producto = e.id)))::text
        FROM molding.producto e ORDER BY lower(nombre), lower(sku)
        """;

    private const string AddSql = """
        INSERT INTO molding.producto (sku, nombre, linea, familia, familia_color, docenas_bulto, peso_g, precio, ean)
        SELECT sku, nombre, linea, familia, familia_color, docenas_bulto, peso_g, precio, ean
        FROM jsonb_to_record(@entry::jsonb) AS e (sku text, nombre text, linea text, familia text, familia_color text,
          docenas_bulto numeric, peso_g numeric, precio numeric, ean text)
        RETURNING id
        """;

    private const string ChangeSql = """
        UPDATE molding.producto e SET sku = n.sku, nombre = n.nombre, linea = n.linea, familia = n.familia,
          familia_color = n.familia_color, docenas_bulto = n.docenas_bulto, peso_g = n.peso_g, precio = n.precio, ean = n.ean,
          activo = n.activo
        FROM molding.producto o CROSS JOIN LATERAL jsonb_populate_record(o, @entry::jsonb) n
        WHERE o.id = @id::bigint AND e.id = o.id
        """;

    private const string RemovePiecesSql = "DELETE FROM molding.producto_pieza WHERE id_producto = @id::bigint";

    private const string AddPiecesSql = """
        INSERT INTO molding.producto_pieza (id_producto, posicion, sku, nombre, cantidad)
        SELECT @id::bigint, p.posicion, v.sku, v.nombre, v.cantidad
        FROM jsonb_array_elements(@entry::jsonb -> 'piezas') WITH ORDINALITY AS p (valor, posicion),
          jsonb_to_record(p.valor) AS v (sku text, nombre text, cantidad numeric)
        """;

    private const string RepointSql = "UPDATE molding.orden_produccion SET id_producto = @into::bigint WHERE id_producto = @id::bigint";

    private const string RemoveSql = "DELETE FROM molding.producto WHERE id = @id::bigint";
}
