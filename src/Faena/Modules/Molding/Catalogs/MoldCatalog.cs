namespace Faena.Modules.Molding.Catalogs;

/// <summary>Molds with the pieces of one shot; a family mold has several.</summary>
internal static class MoldCatalog
{
    public static CatalogKind Kind { get; } =
        new("moldes", "molde")
        {
            Fields =
            [
                CatalogField.Text("codigo", 100, "CÓDIGO", "COD", "MOLDE", "CODE", "MOLD", "MOULD") with
                {
                    Required = true,
                },
                CatalogField.Text("nombre", 150, "DESCRIPCION", "DESCRIPCIÓN", "NAME"),
                CatalogField.Number("peso_tiro", false, "PESO TIRO", "PESO COLADA", "P INC COLA", "P. INC COLA", "SHOT WEIGHT"),
                CatalogField.Number("tiempo_ciclo", false, "CICLO", "T. CICLO", "T CICLO", "CYCLE"),
                CatalogField.Text("notas", 1_000, "NOTA", "OBSERVACIONES", "NOTES"),
            ],
            Pieces =
            [
                CatalogField.Text("nombre", 150, "PIEZA", "PIECE"),
                new CatalogField("cavidades", FieldKind.Count) { Required = true, Titles = ["CAVIDAD", "CAV", "CAVITIES"] },
                CatalogField.Number("peso_unitario", false, "PESO UNITARIO", "PESO UNIT", "P UNIT", "PESO X CAV", "UNIT WEIGHT") with
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
          (SELECT coalesce(jsonb_agg(to_jsonb(p) - 'id_molde' - 'posicion' ORDER BY p.posicion), '[]')
           FROM molding.molde_pieza p WHERE p.id_molde = e.id)))::text
        FROM molding.molde e ORDER BY lower(codigo)
        """;

    private const string AddSql = """
        INSERT INTO molding.molde (codigo, nombre, peso_tiro, tiempo_ciclo, notas)
        SELECT codigo, nombre, peso_tiro, tiempo_ciclo, notas
        FROM jsonb_to_record(@entry::jsonb) AS e (codigo text, nombre text, peso_tiro numeric, tiempo_ciclo numeric, notas text)
        RETURNING id
        """;

    private const string ChangeSql = """
        UPDATE molding.molde e SET codigo = n.codigo, nombre = n.nombre, peso_tiro = n.peso_tiro, tiempo_ciclo = n.tiempo_ciclo,
          notas = n.notas, activo = n.activo
        FROM molding.molde o CROSS JOIN LATERAL jsonb_populate_record(o, @entry::jsonb) n
        WHERE o.id = @id::bigint AND e.id = o.id
        """;

    private const string RemovePiecesSql = "DELETE FROM molding.molde_pieza WHERE id_molde = @id::bigint";

    private const string AddPiecesSql = """
        INSERT INTO molding.molde_pieza (id_molde, posicion, nombre, cavidades, peso_unitario)
        SELECT @id::bigint, p.posicion, v.nombre, v.cavidades, v.peso_unitario
        FROM jsonb_array_elements(@entry::jsonb -> 'piezas') WITH ORDINALITY AS p (valor, posicion),
          jsonb_to_record(p.valor) AS v (nombre text, cavidades integer, peso_unitario numeric)
        """;

    private const string RepointSql = """
        WITH orden AS (UPDATE molding.orden_produccion SET id_molde = @into::bigint WHERE id_molde = @id::bigint)
        UPDATE molding.registro_diario_produccion SET id_molde = @into::bigint WHERE id_molde = @id::bigint
        """;

    private const string RemoveSql = "DELETE FROM molding.molde WHERE id = @id::bigint";
}
