using Faena.Kernel.Http;
using Faena.Modules.Catalog;

namespace Faena.Modules.Downtime.QuickNotes;

/// <summary>A quick note as it is sent, created or changed.</summary>
/// <param name="SortOrder">Its place among the others; where it is missing, a new one goes last and others stay where they are.</param>
public sealed record QuickNoteRequest(QuickNoteRequest.BothNames? Names, int? SortOrder)
{
    private const int Longest = 100;

    public sealed record BothNames(string? Es, string? En);

    internal string NameEs => EntryName.Of(Names?.Es);
    internal string NameEn => EntryName.Of(Names?.En);

    internal FieldErrors Check() =>
        new FieldErrors()
            .Require(NameEs.Length > 0, "names.es", "required")
            .Require(NameEs.Length <= Longest, "names.es", "too_long", new { max = Longest })
            .Require(NameEn.Length > 0, "names.en", "required")
            .Require(NameEn.Length <= Longest, "names.en", "too_long", new { max = Longest });
}
