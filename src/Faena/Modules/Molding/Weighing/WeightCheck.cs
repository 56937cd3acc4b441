namespace Faena.Modules.Molding.Weighing;

/// <summary>What was weighed against what was counted. The counted weight is read, never written, here.</summary>
/// <param name="Semaforo">Of the weight the plant looks at: VACIO, FALTA, COINCIDE or EXCEDE.</param>
public sealed record WeightCheck(
    decimal TotalPesado,
    decimal PesoTeorico,
    decimal Diferencia,
    bool Coincide,
    decimal PesoTeoricoNeto,
    decimal DiferenciaNeta,
    bool CoincideNeto,
    string Semaforo
)
{
    public const string Empty = "VACIO";
    public const string Missing = "FALTA";
    public const string Matches = "COINCIDE";
    public const string TooMuch = "EXCEDE";

    private const string ByGross = "BRUTO";
    private const decimal Percent = 100;

    /// <param name="Kilos">A difference matches while it stays strictly below them.</param>
    /// <param name="Porcentaje">Or below this share of the theoretical weight, where that is more.</param>
    public readonly record struct Tolerance(decimal Kilos, decimal Porcentaje)
    {
        public decimal Of(decimal theoretical) => Math.Max(Kilos, theoretical * Porcentaje / Percent);

        public bool Holds(decimal difference, decimal theoretical) => Math.Abs(difference) < Of(theoretical);
    }

    /// <param name="basis">NETO or BRUTO: bales hold pieces, so the plant looks at the net weight unless it decided otherwise.</param>
    public static WeightCheck Of(IReadOnlyCollection<decimal> bales, decimal gross, decimal net, Tolerance tolerance, string basis)
    {
        var total = bales.Sum();
        var (looked, difference) = basis == ByGross ? (gross, total - gross) : (net, total - net);
        return new WeightCheck(
            total,
            gross,
            total - gross,
            tolerance.Holds(total - gross, gross),
            net,
            total - net,
            tolerance.Holds(total - net, net),
            bales.Count == 0 ? Empty
                : tolerance.Holds(difference, looked) ? Matches
                : difference < 0 ? Missing
                : TooMuch
        );
    }
}
