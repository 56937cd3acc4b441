namespace Faena.Modules.Molding.FollowUp.Pages;

/// <summary>The rows of a closing, on the screen and on paper.</summary>
internal static class ClosingRows
{
    public static IEnumerable<(string Key, string Unit, OrderProgress.Measure Measure)> Of(OrderProgress.Closing closing) =>
        [
            ("produccion", "kg", closing.Produccion),
            ("material", "kg", closing.Material),
            ("material_preparado", "kg", closing.MaterialPreparado),
            ("horas_hombre", "h", closing.HorasHombre),
            ("horas_maquina", "h", closing.HorasMaquina),
        ];
}
