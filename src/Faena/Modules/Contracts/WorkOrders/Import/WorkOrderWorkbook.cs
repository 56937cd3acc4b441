using System.Globalization;
using Faena.Kernel.Http;
using Faena.Kernel.Xlsx;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>
/// The office's list of work orders: one order a row, columns named after the documented table. Reads what stands there and says
/// of every cell that it could not take what it held; knows nothing of the orders already kept.
/// </summary>
public sealed class WorkOrderWorkbook
{
    private const int HeaderWithin = 20;
    private const int Initial = 4;
    private const int Reprogrammed = 5;

    private readonly Dictionary<string, int> columns;
    private readonly IReadOnlySet<int> statuses;
    private readonly List<OrderRow> rows = [];
    private readonly List<RejectedRow> rejected = [];
    private readonly List<OrderWarning> warnings = [];
    private readonly HashSet<(string Folio, int Number)> seen = [];

    private WorkOrderWorkbook(Dictionary<string, int> columns, IReadOnlySet<int> statuses)
    {
        this.columns = columns;
        this.statuses = statuses;
    }

    public IReadOnlyList<OrderRow> Rows => rows;
    public IReadOnlyList<RejectedRow> Rejected => rejected;
    public IReadOnlyList<OrderWarning> Warnings => warnings;

    /// <param name="book">The first visible sheet with an orden_trabajo column is read.</param>
    /// <param name="statuses">The states that an order can have.</param>
    /// <param name="errors">Told when there is no such sheet, or nothing in it.</param>
    public static WorkOrderWorkbook? Read(XlsxReader book, IReadOnlySet<int> statuses, FieldErrors errors)
    {
        var found = book
            .Sheets.Where(sheet => !sheet.Hidden)
            .Select(sheet => (Sheet: sheet, Header: sheet.Rows().TakeWhile(row => row.Number <= HeaderWithin).FirstOrDefault(IsHeader)))
            .FirstOrDefault(candidate => candidate.Header is not null);
        if (found.Header is null)
        {
            errors.Add("archivo", "order_workbook_header_missing");
            return null;
        }
        var workbook = new WorkOrderWorkbook(ColumnsOf(found.Header), statuses);
        foreach (var row in found.Sheet.Rows().Where(row => row.Number > found.Header.Number && !row.Cells.All(OrderCells.IsBlank)))
        {
            workbook.Take(row);
        }
        errors.Require(workbook.Rows.Count + workbook.Rejected.Count > 0, "archivo", "order_workbook_empty");
        return workbook;
    }

    private static bool IsHeader(XlsxRow row) => row.Cells.Any(cell => NameOf(cell) == "orden_trabajo");

    private static Dictionary<string, int> ColumnsOf(XlsxRow header) =>
        header.Cells.DistinctBy(NameOf, StringComparer.Ordinal).ToDictionary(NameOf, cell => cell.Column, StringComparer.Ordinal);

    // The export repeats the suffix of its keys: id_tipo_id.
    private static string NameOf(XlsxCell cell)
    {
        var name = cell.Text.Trim().ToLowerInvariant();
        return name.StartsWith("id_", StringComparison.Ordinal) && name.EndsWith("_id", StringComparison.Ordinal) ? name[..^3] : name;
    }

    private void Take(XlsxRow source)
    {
        var own = OrderCells.Line(Cell(source, "orden_trabajo"));
        var principal = OrderCells.Line(Cell(source, "ot_principal"));
        var reading = new Reading(this, source, own.Length > 0 ? own : principal);
        var isInitial = reading.IsInitial(principal);
        // The family's folio is the initial order's, whatever the row calls itself.
        var folio = isInitial || principal.Length == 0 ? own : principal;
        if (folio.Length is 0 or > 100)
        {
            rejected.Add(new RejectedRow(source.Number, own, folio.Length == 0 ? "order_row_without_folio" : "order_row_folio_too_long"));
            return;
        }
        if (isInitial)
        {
            reading.WarnWhereGiven("ot_principal", "order_row_initial_points_nowhere");
            reading.WarnWhereGiven("num_reprogramacion", "order_row_initial_has_no_number");
        }
        else if (own != folio)
        {
            reading.Warn("orden_trabajo", "order_row_folio_of_the_initial", new { folio });
        }
        int? number = isInitial ? null : reading.Number() ?? NextNumber(folio, reading);
        if (!seen.Add((folio, number ?? 0)))
        {
            rejected.Add(new RejectedRow(source.Number, folio, "order_row_repeated"));
            return;
        }
        rows.Add(new OrderRow(source.Number, folio, number, reading.Values()));
    }

    // From the workbook alone, so that reading it again gives the same number.
    private int NextNumber(string folio, Reading reading)
    {
        var next = seen.Where(issue => issue.Folio == folio).Select(issue => issue.Number).DefaultIfEmpty().Max() + 1;
        reading.Warn("num_reprogramacion", "order_row_number_missing", new { numero = next });
        return next;
    }

    private XlsxCell Cell(XlsxRow row, string name) =>
        columns.TryGetValue(name, out var column) ? row[column] : row[XlsxAddress.LastColumn + 1];

    /// <summary>One row while it is read.</summary>
    private sealed class Reading(WorkOrderWorkbook book, XlsxRow row, string folio)
    {
        private readonly Dictionary<string, string?> values = new(StringComparer.Ordinal);

        public void Warn(string field, string code, object? data = null) =>
            book.warnings.Add(new OrderWarning(row.Number, folio, field, book.Cell(row, field).Text, code, data));

        public void WarnWhereGiven(string field, string code)
        {
            var cell = book.Cell(row, field);
            if (!OrderCells.IsBlank(cell) && OrderCells.Whole(cell, out _) != 0)
            {
                Warn(field, code);
            }
        }

        public bool IsInitial(string principal)
        {
            var kind = book.Cell(row, "id_tipo");
            if (OrderCells.Whole(kind, out _) is { } known and (Initial or Reprogrammed))
            {
                return known == Initial;
            }
            var isInitial = principal.Length == 0 && Number() is null;
            Warn("id_tipo", "order_row_kind_guessed", new { tipo = isInitial ? WorkOrderKind.Initial : WorkOrderKind.Reprogrammed });
            return isInitial;
        }

        public int? Number() =>
            OrderCells.Whole(book.Cell(row, "num_reprogramacion"), out _) is { } number and >= 1 and <= 9_999 ? number : null;

        public Dictionary<string, string?> Values()
        {
            Paragraph("descripcion_trabajo", 10_000);
            Line("responsable_cliente", "responsable_cliente", 200);
            Line("oficio_ot", "oficio_ot", 100);
            Line("id_pte_header", "folio_pte", 100);
            Paragraph("comentario", 10_000);
            Line("id_cliente", "id_cliente", 100);
            Line("id_responsable_proyecto", "id_responsable_proyecto", 50);
            Dates();
            Amounts();
            Term();
            State();
            foreach (var site in WorkOrderSites.Columns)
            {
                Whole(site.Column, least: 1, most: int.MaxValue, "order_row_not_a_site");
            }
            Whole("id_frente", least: 1, most: 7, "order_row_not_a_front");
            return values;
        }

        private bool Has(string column) => book.columns.ContainsKey(column);

        private void Line(string column, string field, int longest) =>
            Text(column, field, OrderCells.Line(book.Cell(row, column)), longest);

        private void Paragraph(string column, int longest) => Text(column, column, OrderCells.Paragraph(book.Cell(row, column)), longest);

        private void Text(string column, string field, string text, int longest)
        {
            if (!Has(column))
            {
                return;
            }
            if (text.Length > longest)
            {
                Warn(column, "order_row_text_cut", new { max = longest });
                text = text[..longest].TrimEnd();
            }
            values[field] = text.Length == 0 ? null : text;
        }

        private void Dates()
        {
            var plannedStart = Date("fecha_inicio_programado");
            var plannedEnd = Date("fecha_termino_programado");
            var realStart = Date("fecha_inicio_real");
            var realEnd = Date("fecha_termino_real");
            Pair("fecha_inicio_programado", plannedStart, "fecha_termino_programado", plannedEnd);
            Pair("fecha_inicio_real", realStart, "fecha_termino_real", realEnd);
            Missing("fecha_inicio_programado", "fecha_inicio_real", "order_row_without_start");
            Missing("fecha_termino_programado", "fecha_termino_real", "order_row_without_end");
        }

        private DateOnly? Date(string column)
        {
            var date = OrderCells.Date(book.Cell(row, column), out var unreadable);
            if (unreadable)
            {
                Warn(column, "order_row_not_a_date");
            }
            if (Has(column))
            {
                values[column] = OrderRow.Spell(date);
            }
            return date;
        }

        private void Pair(string startColumn, DateOnly? start, string endColumn, DateOnly? end)
        {
            if (!(start > end))
            {
                return;
            }
            foreach (var column in new[] { startColumn, endColumn })
            {
                Warn(column, "order_row_ends_before_start", new { inicio = OrderRow.Spell(start), termino = OrderRow.Spell(end) });
                values[column] = null;
            }
        }

        private void Missing(string planned, string real, string code)
        {
            if (Has(planned) && OrderCells.IsBlank(book.Cell(row, planned)) && OrderCells.IsBlank(book.Cell(row, real)))
            {
                Warn(planned, code);
            }
        }

        private void Amounts()
        {
            Amount("monto_mxn");
            Amount("monto_usd");
            if (Has("monto_mxn") && OrderCells.IsBlank(book.Cell(row, "monto_mxn")) && OrderCells.IsBlank(book.Cell(row, "monto_usd")))
            {
                Warn("monto_mxn", "order_row_without_amount");
            }
        }

        private void Amount(string column)
        {
            var amount = OrderCells.Amount(book.Cell(row, column), out var unreadable);
            var rounded = amount is null ? null : (decimal?)Math.Round(amount.Value, 2, MidpointRounding.AwayFromZero);
            if (unreadable || amount is < 0 or > 999_999_999_999_999.99m)
            {
                Warn(column, "order_row_not_an_amount");
                rounded = null;
            }
            else if (rounded != amount)
            {
                Warn(column, "order_row_amount_rounded", new { monto = rounded });
            }
            if (Has(column))
            {
                values[column] = OrderRow.Spell(rounded);
            }
        }

        // The contract counts both the first and the last day.
        private void Term()
        {
            Whole("plazo_dias", least: 0, most: 36_500, "order_row_not_a_term");
            if (
                values.GetValueOrDefault("plazo_dias") is { } term
                && values.GetValueOrDefault("fecha_inicio_programado") is { } start
                && values.GetValueOrDefault("fecha_termino_programado") is { } end
            )
            {
                var days = DayOf(end).DayNumber - DayOf(start).DayNumber + 1;
                if (days != int.Parse(term, CultureInfo.InvariantCulture))
                {
                    Warn("plazo_dias", "order_row_term_differs", new { dias = days });
                }
            }
        }

        private static DateOnly DayOf(string spelled) => DateOnly.ParseExact(spelled, "O", CultureInfo.InvariantCulture);

        private void State()
        {
            if (Has("estatus"))
            {
                var state = OrderCells.Whole(book.Cell(row, "estatus"), out var unreadable);
                if (unreadable || state is not (null or 0 or 1))
                {
                    Warn("estatus", "order_row_state_unknown");
                }
                values["estatus"] = state == 0 ? "0" : "1";
            }
            if (Has("id_estatus_ot"))
            {
                var status = OrderCells.Whole(book.Cell(row, "id_estatus_ot"), out var unreadable);
                if (unreadable || (status is { } given && !book.statuses.Contains(given)))
                {
                    Warn("id_estatus_ot", "order_row_status_unknown");
                    status = null;
                }
                values["id_estatus_ot"] = OrderRow.Spell(status ?? WorkOrderStatus.Assigned);
            }
        }

        private void Whole(string column, int least, int most, string code)
        {
            if (!Has(column))
            {
                return;
            }
            var number = OrderCells.Whole(book.Cell(row, column), out var unreadable);
            if (unreadable || number < least || number > most)
            {
                Warn(column, code);
                number = null;
            }
            values[column] = OrderRow.Spell(number);
        }
    }
}
