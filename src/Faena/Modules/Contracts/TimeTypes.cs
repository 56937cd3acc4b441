namespace Faena.Modules.Contracts;

/// <summary>The two time types of a produced volume: TE (effective time) and CMA (applied minimum cost).</summary>
public static class TimeTypes
{
    public const string Effective = "TE";
    public const string Minimum = "CMA";

    public static bool IsKnown(string? name) => name is Effective or Minimum;

    public static string NameOf(bool minimum) => minimum ? Minimum : Effective;
}
