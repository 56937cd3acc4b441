using Faena.Kernel.Database;

namespace Faena.Modules.Catalog;

/// <summary>
/// What other modules may write to the catalog, and the shifts it keeps: the names and numbers their workbooks bring, each created once, in the caller's
/// transaction and in a constant number of statements. What cannot be an entry (blank, or too long) is absent from the answer.
/// </summary>
public interface ICatalog
{
    /// <summary>The unit each spelling means, by key or alias (see <see cref="UnitSpelling"/>); unknown ones are created when asked.</summary>
    Task<IReadOnlyDictionary<string, long>> UnitIds(DbWork work, IReadOnlyCollection<string> spellings, bool createUnknown);

    /// <summary>
    /// The site of each number that the office's workbooks use. A new one is called after its front, such as <c>Plataforma 45</c>.
    /// A number given with two fronts is one site, of the first.
    /// </summary>
    Task<IReadOnlyDictionary<int, long>> EnsureSites(DbWork work, IReadOnlyCollection<(int Numero, string Frente)> sites);

    /// <summary>The client of each name; a bare number is called <c>Cliente 5</c>.</summary>
    Task<IReadOnlyDictionary<string, long>> EnsureClients(DbWork work, IReadOnlyCollection<string> names);

    /// <summary>The project lead of each name; a bare number is called <c>Responsable 5</c>.</summary>
    Task<IReadOnlyDictionary<string, long>> EnsureLeads(DbWork work, IReadOnlyCollection<string> names);

    /// <summary>The shift that runs in a facility at an instant; null in a gap between shifts.</summary>
    Task<ShiftOccurrence?> ShiftAt(DbWork work, long facility, DateTimeOffset at);

    /// <summary>Writes down the shifts of these production dates, so that <c>catalog.v_shift_occurrence</c> has them.</summary>
    Task EnsureShifts(DbWork work, long facility, DateOnly first, DateOnly last);
}
