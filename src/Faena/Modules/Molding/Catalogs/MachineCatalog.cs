namespace Faena.Modules.Molding.Catalogs;

/// <summary>Injection and blow molding machines.</summary>
internal static class MachineCatalog
{
    public static CatalogKind Kind { get; } =
        new("maquinas", "maquina")
        {
            Fields =
            [
                CatalogField.Text("nombre", 100, "MAQUINA", "MÁQUINA", "NAME", "MACHINE") with
                {
                    Required = true,
                },
                CatalogField.Text("tipo", 60, "TIPO MAQUINA", "TIPO MÁQUINA", "TYPE"),
            ],
            ListSql = ListSql,
            AddSql = AddSql,
            ChangeSql = ChangeSql,
            RepointSql = RepointSql,
            RemoveSql = RemoveSql,
        };

    private const string ListSql = "SELECT to_jsonb(e)::text FROM molding.maquina e ORDER BY lower(nombre)";

    private const string AddSql = """
        INSERT INTO molding.maquina (nombre, tipo)
        SELECT nombre, tipo FROM jsonb_to_record(@entry::jsonb) AS e (nombre text, tipo text) RETURNING id
        """;

    private const string ChangeSql = """
        UPDATE molding.maquina e SET nombre = n.nombre, tipo = n.tipo, activo = n.activo
        FROM molding.maquina o CROSS JOIN LATERAL jsonb_populate_record(o, @entry::jsonb) n
        WHERE o.id = @id::bigint AND e.id = o.id
        """;

    private const string RepointSql = """
        WITH orden AS (UPDATE molding.orden_produccion SET id_maquina = @into::bigint WHERE id_maquina = @id::bigint)
        UPDATE molding.registro_diario_produccion SET id_maquina = @into::bigint WHERE id_maquina = @id::bigint
        """;

    private const string RemoveSql = "DELETE FROM molding.maquina WHERE id = @id::bigint";
}
