using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Faena.Modules.Catalog;

/// <summary>Removes an entry nothing refers to; one in use is refused, and its users keep it.</summary>
internal static class Removal
{
    internal static async Task<Results<NoContent, ProblemHttpResult>> Try(Db db, string deleteSql, object args, CancellationToken ct)
    {
        await using var work = await db.Begin(ct);
        try
        {
            if (await work.Execute(deleteSql, args) == 0)
            {
                return Problem.NotFound();
            }
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return Problem.Conflict("entry_in_use");
        }
        await work.Commit();
        return TypedResults.NoContent();
    }
}
