using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets.Pages;

/// <summary>The sheets of all orders, the latest first, and the orders that take one more.</summary>
public static class ShowSheetsPage
{
    // More would be no choice any more; the others are reached through the order.
    private const int MostOpen = 12;
    internal const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(SheetLinks.List, Handle).Needs("molding.read").ExcludeFromDescription();

    public sealed record OpenOrder(string NumeroOp, string Producto);

    private static async Task<RazorComponentResult<SheetsPage>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var words = request.Query["q"].ToString();
        var page =
            int.TryParse(request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : 1;
        var (rows, total) = await SheetRow.Find(db, words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), page, PageSize, ct);
        return new(
            new
            {
                Words = words,
                Page = page,
                Total = total,
                Rows = rows,
                Open = await db.Query<OpenOrder>(OpenSql, new { most = MostOpen }, ct),
            }
        );
    }

    private const string OpenSql = """
        SELECT numero_op, producto FROM molding.orden_produccion WHERE estado = 'LIBERADA' ORDER BY fecha_inicio DESC, id DESC LIMIT @most::int
        """;
}
