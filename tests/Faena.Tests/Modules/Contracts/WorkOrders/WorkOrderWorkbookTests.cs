using Faena.Kernel.Http;
using Faena.Kernel.Xlsx;
using Faena.Modules.Contracts.WorkOrders.Import;

namespace Faena.Tests.Modules.Contracts.WorkOrders;

public class WorkOrderWorkbookTests
{
    private static readonly HashSet<int> Statuses = [5, 6, 7, 8, 9, 10, 11, 16];

    public static TheoryData<object?, string?, bool> Dates =>
        new()
        {
            { new DateOnly(2023, 4, 17), "2023-04-17", false },
            { 45033, "2023-04-17", false },
            { "45033", "2023-04-17", false },
            { "2023-04-17", "2023-04-17", false },
            { "2023-04-17T00:00:00", "2023-04-17", false },
            { "2023-04-17 13:45", "2023-04-17", false },
            { "17/04/2023", "2023-04-17", false },
            { "7/4/2023", "2023-04-07", false },
            { " \n17-04-2023 ", "2023-04-17", false },
            { "17.04.2023", "2023-04-17", false },
            { "29/02/2024", "2024-02-29", false },
            { "29/02/2023", null, true },
            { "13/112023", null, true },
            { "15/04/204", null, true },
            { "15/04/24", null, true },
            { "04/17/2023", null, true },
            { "1999-12-31", null, true },
            { "2101-01-01", null, true },
            { 12, null, true },
            { 99999999, null, true },
            { "pendiente", null, true },
            { "-", null, true },
            { "  ", null, false },
            { null, null, false },
        };

    [Theory]
    [MemberData(nameof(Dates))]
    public async Task A_date_is_read_in_the_one_way_it_can_be_meant(object? cell, string? expected, bool warned)
    {
        var row = OrderWorkbook.Initial("A");
        row.Remove("fecha_termino_programado");
        row["fecha_inicio_programado"] = cell;
        row["fecha_inicio_real"] = new DateOnly(2023, 4, 17);
        row["fecha_termino_real"] = new DateOnly(2023, 4, 17);

        var book = await Read(row);

        Assert.Equal(expected, Assert.Single(book.Rows).Values["fecha_inicio_programado"]);
        Assert.Equal(
            warned
                ?
                [
                    (
                        "fecha_inicio_programado",
                        Convert.ToString(cell, System.Globalization.CultureInfo.InvariantCulture),
                        "order_row_not_a_date"
                    ),
                ]
                : [],
            book.Warnings.Select(w => (w.Field, (string?)w.Text, w.Code))
        );
    }

    public static TheoryData<object?, string?, string?> Amounts =>
        new()
        {
            { 8971698.43m, "8971698.43", null },
            { 135177954.896m, "135177954.9", "order_row_amount_rounded" },
            { 0, "0", null },
            { "$ 1,234.50", "1234.5", null },
            { " 1234 ", "1234", null },
            { "-", "0", null },
            { "1,5", null, "order_row_not_an_amount" },
            { "por definir", null, "order_row_not_an_amount" },
            { -5, null, "order_row_not_an_amount" },
        };

    [Theory]
    [MemberData(nameof(Amounts))]
    public async Task An_amount_is_kept_to_the_cent_or_not_at_all(object? cell, string? expected, string? code)
    {
        var row = OrderWorkbook.Initial("A");
        row["monto_mxn"] = cell;

        var book = await Read(row);

        Assert.Equal(expected, Assert.Single(book.Rows).Values["monto_mxn"]);
        Assert.Equal(code, book.Warnings.SingleOrDefault()?.Code);
    }

    public static TheoryData<string, object?, string, string?, string?> OtherCells =>
        new()
        {
            { "descripcion_trabajo", "\n“Rehabilitación”\nde ductos ", "descripcion_trabajo", "“Rehabilitación”\nde ductos", null },
            { "oficio_ot", "PEMP-801\n", "oficio_ot", "PEMP-801", null },
            { "responsable_cliente", " Ing.\u00a0 Peña", "responsable_cliente", "Ing. Peña", null },
            { "id_pte_header_id", "BME-3801-015-2023", "folio_pte", "BME-3801-015-2023", null },
            { "oficio_ot", new string('x', 120), "oficio_ot", new string('x', 100), "order_row_text_cut" },
            { "estatus", 10, "estatus", "1", "order_row_state_unknown" },
            { "estatus", -1, "estatus", "1", "order_row_state_unknown" },
            { "estatus", 0, "estatus", "0", null },
            { "estatus", null, "estatus", "1", null },
            { "id_estatus_ot_id", 16, "id_estatus_ot", "16", null },
            { "id_estatus_ot_id", 12, "id_estatus_ot", "5", "order_row_status_unknown" },
            { "id_estatus_ot_id", "TERMINADA", "id_estatus_ot", "5", "order_row_status_unknown" },
            { "id_estatus_ot_id", null, "id_estatus_ot", "5", null },
            { "id_plataforma", "46", "id_plataforma", "46", null },
            { "id_plataforma", "Akal", "id_plataforma", null, "order_row_not_a_site" },
            { "id_plataforma", 0, "id_plataforma", null, "order_row_not_a_site" },
            { "id_frente", 9, "id_frente", null, "order_row_not_a_front" },
            { "plazo_dias", 31, "plazo_dias", "31", null },
            { "plazo_dias", 22, "plazo_dias", "22", "order_row_term_differs" },
            { "plazo_dias", "un mes", "plazo_dias", null, "order_row_not_a_term" },
            { "monto_mxn", null, "monto_mxn", null, "order_row_without_amount" },
            { "fecha_inicio_programado", null, "fecha_inicio_programado", null, "order_row_without_start" },
            { "fecha_termino_programado", null, "fecha_termino_programado", null, "order_row_without_end" },
        };

    [Theory]
    [MemberData(nameof(OtherCells))]
    public async Task A_cell_is_taken_or_left_with_a_warning(string column, object? cell, string field, string? expected, string? code)
    {
        var row = OrderWorkbook.Initial("A");
        row[column] = cell;

        var book = await Read(row);

        Assert.Equal(expected, Assert.Single(book.Rows).Values[field]);
        Assert.Equal(code, book.Warnings.SingleOrDefault()?.Code);
    }

    [Fact]
    public async Task A_pair_that_ends_before_it_starts_stays_empty_and_both_cells_are_told()
    {
        var row = OrderWorkbook.Initial("A");
        row["fecha_inicio_real"] = new DateOnly(2024, 12, 31);
        row["fecha_termino_real"] = new DateOnly(2024, 9, 25);

        var book = await Read(row);

        var read = Assert.Single(book.Rows);
        Assert.Null(read.Values["fecha_inicio_real"]);
        Assert.Null(read.Values["fecha_termino_real"]);
        Assert.Equal("2025-03-01", read.Values["fecha_inicio_programado"]);
        Assert.Equal(
            [("fecha_inicio_real", "2024-12-31"), ("fecha_termino_real", "2024-09-25")],
            book.Warnings.Select(w => (w.Field, w.Text))
        );
    }

    [Fact]
    public async Task A_column_that_the_workbook_lacks_says_nothing()
    {
        var book = await Read(["ORDEN_TRABAJO ", "id_tipo_id"], new() { ["ORDEN_TRABAJO "] = " A\n", ["id_tipo_id"] = 4 });

        var row = Assert.Single(book.Rows);
        Assert.Equal(("A", null, 0), (row.Folio, row.Number, row.Values.Count));
        Assert.Empty(book.Warnings);
    }

    [Fact]
    public async Task A_row_without_a_folio_or_twice_the_same_is_no_order()
    {
        var nameless = OrderWorkbook.Initial("");

        var book = await Read(
            OrderWorkbook.Initial("A"),
            nameless,
            OrderWorkbook.Initial(" A "),
            OrderWorkbook.Reprogramming("A", 1),
            OrderWorkbook.Reprogramming("A", 1)
        );

        Assert.Equal([(2, null), (5, 1)], book.Rows.Select(r => (r.Row, r.Number)));
        Assert.Equal(
            [(3, "order_row_without_folio"), (4, "order_row_repeated"), (6, "order_row_repeated")],
            book.Rejected.Select(r => (r.Row, r.Code))
        );
    }

    [Fact]
    public async Task A_reprogramming_is_of_the_folio_it_points_at_and_gets_a_number_where_it_has_none()
    {
        var renamed = OrderWorkbook.Reprogramming("A", 2);
        renamed["orden_trabajo"] = "A-R2";
        var numberless = OrderWorkbook.Reprogramming("A", 0);
        numberless["num_reprogramacion"] = "tercera";

        var book = await Read(OrderWorkbook.Initial("A"), renamed, numberless);

        Assert.Equal([("A", null), ("A", 2), ("A", 3)], book.Rows.Select(r => (r.Folio, r.Number)));
        Assert.Equal(
            [("orden_trabajo", "A-R2", "order_row_folio_of_the_initial"), ("num_reprogramacion", "tercera", "order_row_number_missing")],
            book.Warnings.Select(w => (w.Field, w.Text, w.Code))
        );
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("A", null, true)]
    [InlineData(null, 1, true)]
    public async Task A_kind_that_is_neither_is_guessed_from_the_rest_of_the_row(string? principal, int? number, bool isReprogramming)
    {
        var row = OrderWorkbook.Initial("A");
        row["id_tipo_id"] = 7;
        row["ot_principal"] = principal;
        row["num_reprogramacion"] = number;

        var book = await Read(row);

        Assert.Equal(isReprogramming, Assert.Single(book.Rows).Number is not null);
        Assert.Contains(book.Warnings, w => w is { Code: "order_row_kind_guessed", Text: "7" });
    }

    [Fact]
    public async Task A_workbook_without_orders_is_refused()
    {
        foreach (
            var (file, code) in new[]
            {
                (OrderWorkbook.Of(["ANEXO", "PARTIDA"]), "order_workbook_header_missing"),
                (OrderWorkbook.Of(), "order_workbook_empty"),
            }
        )
        {
            var errors = new FieldErrors();
            using var reader = await XlsxReader.Open(new MemoryStream(file), TestContext.Current.CancellationToken);

            WorkOrderWorkbook.Read(reader, Statuses, errors);

            Assert.Equal(code, Assert.Single(errors.Found).Code);
        }
    }

    private static Task<WorkOrderWorkbook> Read(params Dictionary<string, object?>[] rows) => Read(OrderWorkbook.Of(rows));

    private static Task<WorkOrderWorkbook> Read(string[] titles, Dictionary<string, object?> row) => Read(OrderWorkbook.Of(titles, row));

    private static async Task<WorkOrderWorkbook> Read(byte[] file)
    {
        var errors = new FieldErrors();
        using var reader = await XlsxReader.Open(new MemoryStream(file), TestContext.Current.CancellationToken);
        var book = WorkOrderWorkbook.Read(reader, Statuses, errors);
        Assert.False(errors.Any);
        return book!;
    }
}
