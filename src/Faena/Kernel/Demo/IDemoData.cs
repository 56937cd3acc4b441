using Faena.Kernel.Database;

namespace Faena.Kernel.Demo;

/// <summary>
/// A module's part of the demo. Modules register it in the order in which they build on each other; all parts are loaded in one
/// transaction, into a database in which none of them finds anything of its own.
/// </summary>
public interface IDemoData
{
    /// <summary>Whether the module holds nothing that people made and demo data would mix with.</summary>
    Task<bool> HasRoom(DbWork work);

    Task Load(DemoStage stage, CancellationToken ct);
}
