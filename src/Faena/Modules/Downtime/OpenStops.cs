using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;
using Faena.Modules.Downtime.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime;

/// <summary>A line that stands stays in use until somebody ends its stop.</summary>
internal sealed class OpenStops : ILineUser
{
    public async Task<ProblemHttpResult?> Needs(DbWork work, long line)
    {
        // Nobody begins a stop meanwhile.
        await EventTable.HoldLine(work, line);
        return await work.One<bool>(OpenSql, new { line }) ? Problem.Conflict("line_stands") : null;
    }

    private const string OpenSql = """
        SELECT EXISTS (SELECT FROM downtime.event WHERE line_id = @line::bigint AND ended_at IS NULL AND deleted_at IS NULL)
        """;
}
