using System.Text.Json;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Faena.Modules.Contracts.LineItems;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>Writes what a workbook says of orders: as many statements for ten rows as for thousands.</summary>
internal sealed class ImportedOrders
{
    private readonly DbWork work;
    private readonly OrderReferences references;
    private readonly List<OrderWarning> warnings;
    private readonly List<RejectedRow> rejected;
    private readonly Dictionary<(string Folio, int Number), WorkOrder> kept;
    private readonly Dictionary<long, IReadOnlyDictionary<string, string?>> saidBefore;

    private ImportedOrders(
        DbWork work,
        WorkOrderWorkbook book,
        OrderReferences references,
        IEnumerable<WorkOrder> kept,
        IEnumerable<(long IdOt, string Valores)> saidBefore
    )
    {
        this.work = work;
        this.references = references;
        warnings = [.. book.Warnings, .. references.Warnings];
        rejected = [.. book.Rejected];
        this.kept = kept.ToDictionary(o => (o.OrdenTrabajo!, o.NumReprogramacion ?? 0));
        this.saidBefore = saidBefore.ToDictionary(
            s => s.IdOt,
            s => JsonSerializer.Deserialize<IReadOnlyDictionary<string, string?>>(s.Valores, Json.Options)!
        );
    }

    public int Created { get; private set; }
    public int Updated { get; private set; }
    public int Unchanged { get; private set; }
    public IReadOnlyList<OrderWarning> Warnings => warnings;
    public IReadOnlyList<RejectedRow> Rejected => rejected;

    /// <summary>What each order was said to be, to be remembered for the next workbook.</summary>
    public Dictionary<long, IReadOnlyDictionary<string, string?>> Said { get; } = [];

    public static async Task<ImportedOrders> Write(DbWork work, WorkOrderWorkbook book, ICatalog catalog)
    {
        var named = await OrderReferences.Ensure(work, book.Rows, catalog);
        var args = new { folios = book.Rows.Select(r => r.Folio).Distinct(StringComparer.Ordinal).ToArray() };
        await FamilyLines.Lock(work, [.. await work.Query<long>(FamiliesSql, args)]);
        var orders = new ImportedOrders(
            work,
            book,
            named,
            await work.Query<WorkOrder>(KeptSql, args),
            await work.Query<(long, string)>(SaidBeforeSql, args)
        );
        await orders.Write(book.Rows);
        return orders;
    }

    private async Task Write(IReadOnlyList<OrderRow> rows)
    {
        var touched = new HashSet<long>();
        await BringKept(rows.Where(r => kept.ContainsKey(Key(r))), touched);
        // The initial orders first: the reprogrammings point at them.
        await Add(rows.Where(r => r.Number is null && !kept.ContainsKey(Key(r))), touched);
        await Add(rows.Where(r => r.Number is not null && !kept.ContainsKey(Key(r)) && HasInitial(r)), touched);
        warnings.Sort((one, other) => one.Row.CompareTo(other.Row));
        rejected.Sort((one, other) => one.Row.CompareTo(other.Row));
        await Families.Changed(work, touched);
    }

    private async Task BringKept(IEnumerable<OrderRow> rows, HashSet<long> touched)
    {
        var changed = new List<WorkOrder>();
        foreach (var row in rows)
        {
            var order = kept[Key(row)];
            var last = saidBefore.GetValueOrDefault(order.Id);
            var merged = OrderMerge.Bring(order, row, last, references.IdOf, warnings);
            Remember(order.Id, row, last);
            if (merged == order)
            {
                Unchanged++;
                continue;
            }
            Updated++;
            changed.Add(merged);
            touched.Add(order.IdFamilia);
        }
        await WorkOrderTable.Change(work, changed);
    }

    private async Task Add(IEnumerable<OrderRow> rows, HashSet<long> touched)
    {
        var made = rows.ToDictionary(Key);
        var added = await WorkOrderTable.Add(
            work,
            [
                .. made.Values.Select(row =>
                    OrderMerge.Make(row, references.IdOf) with
                    {
                        OtPrincipal = row.Number is null ? null : kept[(row.Folio, 0)].Id,
                    }
                ),
            ]
        );
        foreach (var (id, folio, number) in added)
        {
            var key = (folio, number ?? 0);
            kept[key] = new WorkOrder { Id = id };
            touched.Add(number is null ? id : kept[(folio, 0)].Id);
            Remember(id, made[key], null);
            Created++;
        }
    }

    private bool HasInitial(OrderRow row)
    {
        if (kept.ContainsKey((row.Folio, 0)))
        {
            return true;
        }
        rejected.Add(new RejectedRow(row.Row, row.Folio, "order_row_initial_nowhere"));
        return false;
    }

    // Of columns that this workbook lacks, what an earlier one said still counts.
    private void Remember(long id, OrderRow row, IReadOnlyDictionary<string, string?>? last)
    {
        var said = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in (last ?? new Dictionary<string, string?>()).Concat(row.Values))
        {
            said[name] = value;
        }
        Said[id] = said;
    }

    private static (string, int) Key(OrderRow row) => (row.Folio, row.Number ?? 0);

    private const string FamiliesSql = "SELECT id FROM contracts.ot WHERE orden_trabajo = ANY(@folios::text[]) AND id_tipo = 4";

    private const string KeptSql = "SELECT * FROM contracts.v_work_order WHERE orden_trabajo = ANY(@folios::text[])";

    private const string SaidBeforeSql = """
        SELECT i.id_ot, i.valores::text FROM contracts.ot_importada i JOIN contracts.ot o ON o.id = i.id_ot
        WHERE o.orden_trabajo = ANY(@folios::text[])
        """;
}
