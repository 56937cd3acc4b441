using System.Text.Json.Serialization;
using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;

namespace Faena.Modules.Molding.ShiftSheets.Pages;

/// <summary>The weights of an order's shot, for a device that has to reckon by itself while there is no network.</summary>
/// <param name="Neto">Grams of all pieces.</param>
/// <param name="Tiro">Grams with the runner.</param>
public sealed record DeviceWeights(
    int Cavidades,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] decimal Neto,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] decimal Tiro
)
{
    internal static DeviceWeights Of(Order order) =>
        new(order.Inputs.Cavidades, order.Inputs.PesoNetoTiro.Trimmed(), order.PesoTiro.Trimmed());
}
