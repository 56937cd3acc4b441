using System.Text.Json.Serialization;
using Faena.Kernel.Http;
using Faena.Modules.Molding.ShiftSheets;

namespace Faena.Modules.Molding.Weighing.Pages;

/// <summary>What a device needs to judge a total without network.</summary>
public sealed record ScaleRule(
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] decimal ToleranciaKg,
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] decimal ToleranciaPct,
    string Semaforo
)
{
    internal static ScaleRule Of(PlantSettings settings) =>
        new(settings.ToleranciaKg.Trimmed(), settings.ToleranciaPct.Trimmed(), settings.Semaforo);
}
