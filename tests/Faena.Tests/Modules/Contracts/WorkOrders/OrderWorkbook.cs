using Faena.Kernel.Xlsx;

namespace Faena.Tests.Modules.Contracts.WorkOrders;

/// <summary>A small workbook like the office's, made by a test: a row is the columns it fills.</summary>
internal static class OrderWorkbook
{
    private static readonly string[] Titles =
    [
        "id",
        "orden_trabajo",
        "descripcion_trabajo",
        "responsable_cliente",
        "oficio_ot",
        "fecha_inicio_programado",
        "fecha_termino_programado",
        "estatus",
        "comentario",
        "id_estatus_ot_id",
        "id_pte_header_id",
        "id_responsable_proyecto_id",
        "id_tipo_id",
        "num_reprogramacion",
        "ot_principal",
        "fecha_inicio_real",
        "fecha_termino_real",
        "monto_mxn",
        "monto_usd",
        "id_frente",
        "id_intercom",
        "id_patio",
        "id_plataforma",
        "id_embarcacion",
        "plazo_dias",
        "id_cliente_id",
    ];

    public static Dictionary<string, object?> Initial(string folio) =>
        new(StringComparer.Ordinal)
        {
            ["orden_trabajo"] = folio,
            ["id_tipo_id"] = 4,
            ["estatus"] = 1,
            ["id_estatus_ot_id"] = 8,
            ["fecha_inicio_programado"] = new DateOnly(2025, 3, 1),
            ["fecha_termino_programado"] = new DateOnly(2025, 3, 31),
            ["monto_mxn"] = 100.5m,
        };

    public static Dictionary<string, object?> Reprogramming(string folio, int number) =>
        new(Initial(folio), StringComparer.Ordinal)
        {
            ["id_tipo_id"] = 5,
            ["num_reprogramacion"] = number,
            ["ot_principal"] = folio,
        };

    public static byte[] Of(params Dictionary<string, object?>[] rows) => Of(Titles, rows);

    public static byte[] Of(IReadOnlyList<string> titles, params Dictionary<string, object?>[] rows)
    {
        using var file = new MemoryStream();
        using (var writer = new XlsxWriter(file))
        {
            var sheet = writer.Sheet("Hoja1").Header(titles);
            foreach (var row in rows)
            {
                var line = sheet.Row();
                foreach (var title in titles)
                {
                    Write(line, row.GetValueOrDefault(title));
                }
            }
        }
        return file.ToArray();
    }

    private static void Write(XlsxRowWriter line, object? value) =>
        _ = value switch
        {
            null => line.Skip(),
            string text => line.Text(text),
            DateOnly date => line.Date(date),
            int number => line.Number(number),
            decimal number => line.Number(number),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No cell holds this."),
        };
}
