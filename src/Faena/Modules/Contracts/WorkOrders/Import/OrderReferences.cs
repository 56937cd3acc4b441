using System.Globalization;
using Faena.Kernel.Database;
using Faena.Modules.Catalog;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>The sites, clients and leads that a workbook names by its own numbers: known ones found, new ones created once.</summary>
internal sealed class OrderReferences
{
    private readonly Dictionary<(string Column, string Text), long> ids = [];
    private readonly List<OrderWarning> warnings = [];

    public IReadOnlyList<OrderWarning> Warnings => warnings;

    public static async Task<OrderReferences> Ensure(DbWork work, IReadOnlyList<OrderRow> rows, ICatalog catalog)
    {
        var references = new OrderReferences();
        await references.EnsureSites(work, rows, catalog);
        references.Add("id_cliente", await catalog.EnsureClients(work, NamesIn(rows, "id_cliente")));
        references.Add("id_responsable_proyecto", await catalog.EnsureLeads(work, NamesIn(rows, "id_responsable_proyecto")));
        return references;
    }

    /// <summary>A value as the order holds it: the id behind the workbook's number; other values as they are.</summary>
    public string? IdOf(string column, string? text)
    {
        if (text is null || !IsReference(column))
        {
            return text;
        }
        return ids.TryGetValue((column, text), out var id) ? id.ToString(CultureInfo.InvariantCulture) : null;
    }

    private async Task EnsureSites(DbWork work, IReadOnlyList<OrderRow> rows, ICatalog catalog)
    {
        var named = (
            from row in rows
            from site in WorkOrderSites.Columns
            let text = row.Values.GetValueOrDefault(site.Column)
            where text is not null
            select (Row: row, site.Column, site.Front, Text: text, Number: int.Parse(text, CultureInfo.InvariantCulture))
        ).ToList();
        var found = await catalog.EnsureSites(work, [.. named.Select(n => (n.Number, n.Front)).Distinct()]);
        var fronts = (await work.Query<(long Id, string Front)>(FrontsSql, new { ids = found.Values.ToArray() })).ToDictionary(
            f => f.Id,
            f => f.Front
        );
        foreach (var (row, column, front, text, number) in named)
        {
            if (found.TryGetValue(number, out var id) && fronts.GetValueOrDefault(id) == front)
            {
                ids[(column, text)] = id;
            }
            else
            {
                warnings.Add(new OrderWarning(row.Row, row.Folio, column, text, "order_row_site_of_another_kind"));
            }
        }
    }

    private void Add(string column, IReadOnlyDictionary<string, long> found)
    {
        foreach (var (name, id) in found)
        {
            ids[(column, name)] = id;
        }
    }

    private static bool IsReference(string column) =>
        column is "id_cliente" or "id_responsable_proyecto" || WorkOrderSites.Columns.Any(site => site.Column == column);

    private static string[] NamesIn(IReadOnlyList<OrderRow> rows, string column) =>
        [.. rows.Select(r => r.Values.GetValueOrDefault(column)).OfType<string>().Distinct(StringComparer.Ordinal)];

    private const string FrontsSql = "SELECT id, frente FROM catalog.v_sitio WHERE id = ANY(@ids::bigint[])";
}
