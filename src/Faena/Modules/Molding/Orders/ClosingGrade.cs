namespace Faena.Modules.Molding.Orders;

/// <summary>How a closed order did against its plan: in material, prepared material, man-hours or machine-hours.</summary>
public sealed record ClosingGrade(decimal Eficiencia, string Calificacion)
{
    public const string Efficient = "EFICIENTE";
    public const string Improvable = "MEJORABLE";
    public const string Deficient = "DEFICIENTE";

    /// <summary>Null where nothing was planned.</summary>
    public static ClosingGrade? Of(decimal planned, decimal real)
    {
        if (planned == 0)
        {
            return null;
        }
        var efficiency = real / planned;
        var grade = Shown.Settled(efficiency) switch
        {
            < 0.96m or > 1.04m => Deficient,
            < 0.98m or > 1.02m => Improvable,
            _ => Efficient,
        };
        return new ClosingGrade(efficiency, grade);
    }
}
