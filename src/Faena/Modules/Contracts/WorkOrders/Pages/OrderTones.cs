using Faena.Kernel.Languages;
using Faena.Kernel.Ui;

namespace Faena.Modules.Contracts.WorkOrders.Pages;

/// <summary>How an order's state is shown: its colour and its word.</summary>
public static class OrderTones
{
    public static Tone ToneOf(WorkOrder order) =>
        order.Activa
            ? order.EstatusOt switch
            {
                "TERMINADA" => Tone.Success,
                "EN_EJECUCION" => Tone.Info,
                "SUSPENDIDA" or "DIFERIDA" or "DIFERIDA_SIN_INICIAR" or "POR_CANCELAR" => Tone.Warning,
                "CANCELADA" => Tone.Danger,
                _ => Tone.Neutral,
            }
            : Tone.Dark;

    public static string StatusOf(WorkOrder order, string language) => language == TextCatalog.English ? order.EstatusEn : order.EstatusEs;
}
