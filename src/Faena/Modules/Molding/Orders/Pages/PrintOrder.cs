using System.Globalization;
using System.Text;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using QRCoder;

namespace Faena.Modules.Molding.Orders.Pages;

/// <summary>The order's sheet for the floor: one page, more where there are more colours, with a code that opens the order.</summary>
public static class PrintOrder
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/molding/orders/{op}/print", Handle).Needs("molding.read").ExcludeFromDescription();

    /// <summary>A QR code as one path of an SVG, a module to a unit.</summary>
    public sealed record Code(string Path, int Size);

    private static async Task<Results<RazorComponentResult<PrintOrderPage>, ProblemHttpResult>> Handle(
        string op,
        HttpRequest request,
        Db db,
        Installation installation,
        CancellationToken ct
    )
    {
        if (await OneOrder.Find(db, op, installation, ct) is not { } order)
        {
            return Problem.NotFound(OneOrder.NotFound);
        }
        var address = $"{request.Scheme}://{request.Host}{request.PathBase}{OrderLinks.Page(order.Cabecera.NumeroOp)}";
        return new RazorComponentResult<PrintOrderPage>(new { Order = order, Qr = CodeOf(address) });
    }

    private static Code CodeOf(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < data.ModuleMatrix[y].Count; x++)
            {
                if (data.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }
        return new Code(path.ToString(), data.ModuleMatrix.Count);
    }
}
