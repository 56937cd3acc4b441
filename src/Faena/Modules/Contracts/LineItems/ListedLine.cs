namespace Faena.Modules.Contracts.LineItems;

/// <summary>A line of a list, checked for shape, wherever the list came from.</summary>
/// <param name="Index">Its place in the list, from 0.</param>
public sealed record ListedLine(
    int Index,
    string Code,
    string Concept,
    string Annex,
    string Unit,
    decimal Volume,
    decimal PriceMxn,
    decimal PriceUsd,
    IReadOnlyDictionary<DateOnly, decimal> Planned
)
{
    public LineKey Key { get; } = new(Keys.AnnexKey(Annex), Keys.CodeKey(Code), Keys.TextKey(Concept));
}

/// <summary>What makes two lines the same line: annex, code and description, each in its normal form.</summary>
public readonly record struct LineKey(string Annex, string Code, string Concept);

/// <summary>The documented names of a line's members, by which its faults are named.</summary>
public static class LineMembers
{
    public const string Code = "id_partida";
    public const string Concept = "descripcion_concepto";
    public const string Annex = "anexo";
    public const string Unit = "unidad";
    public const string Volume = "volumen_proyectado";
    public const string PriceMxn = "precio_unitario_mn";
    public const string PriceUsd = "precio_unitario_usd";

    public static string Planned(DateOnly date) => $"programado.{date:yyyy-MM-dd}";
}

/// <summary>What keeps a line from being taken.</summary>
/// <param name="Index">The line's place in the list, from 0.</param>
/// <param name="Member">One of <see cref="LineMembers"/>; empty for the line as a whole.</param>
public sealed record LineFault(int Index, string Member, string Code, object? Data = null);

/// <summary>How the rows of a list that repeat a code count: against one quantity together, or each against its own.</summary>
public static class PoolModes
{
    public const string Shared = "compartido";
    public const string Separate = "separado";

    public static bool IsKnown(string? mode) => mode is Shared or Separate;
}
