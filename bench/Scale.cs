namespace Faena.Bench;

/// <summary>How much data the run has: sites, ordinary families, lines of each and months of history.</summary>
public sealed record Scale(string Name, int Sites, int Families, int Lines, int Months)
{
    public static Scale Named(string name) =>
        name switch
        {
            "S" => new Scale("S", 3, 8, 100, 1),
            "M" => new Scale("M", 10, 80, 300, 24),
            _ => throw new ArgumentException("The scale is S or M.", nameof(name)),
        };
}
