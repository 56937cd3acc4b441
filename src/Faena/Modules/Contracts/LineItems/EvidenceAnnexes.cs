namespace Faena.Modules.Contracts.LineItems;

/// <summary>The annexes whose produced volumes need photographic evidence (GPU): C-2, C-3 and their extraordinary concepts.</summary>
public static class EvidenceAnnexes
{
    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal) { "C-2", "C-3", "C2EXT", "C3EXT" };

    public static bool Contains(string annexKey) => Keys.Contains(annexKey);
}
