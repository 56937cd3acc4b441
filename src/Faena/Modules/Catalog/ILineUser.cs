using Faena.Kernel.Database;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog;

/// <summary>What goes on at production lines; other modules say it, so that no line is taken out of use meanwhile.</summary>
public interface ILineUser
{
    /// <summary>Why the line cannot be taken out of use now; null where nothing stands against it.</summary>
    Task<ProblemHttpResult?> Needs(DbWork work, long line);
}
