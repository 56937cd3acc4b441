using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>The price book: its annexes, or the concepts of one of them, or those that hold some words.</summary>
public static class ShowPriceBookPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/contracts/price-book", Handle)
            .Needs("contracts.read")
            .Everywhere("the price book is the whole company's")
            .ExcludeFromDescription();

    private static async Task<RazorComponentResult<PriceBookPage>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var annex = Keys.AnnexKey(request.Query["anexo"].ToString());
        var query = request.Query["q"].ToString().Trim();
        // What an address gets wrong is left out: a page is no place to refuse a number.
        var page = int.TryParse(request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 1, 1_000_000)
            : 1;
        return new(
            new
            {
                Book = await ShowPriceBook.Read(db, annex, query, page, ct),
                Annex = annex,
                Query = query,
                Page = page,
            }
        );
    }
}
