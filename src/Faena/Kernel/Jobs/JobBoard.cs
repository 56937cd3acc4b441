using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Live;

namespace Faena.Kernel.Jobs;

/// <summary>Where jobs are asked for.</summary>
public sealed class JobBoard(Actor actor, TimeProvider clock)
{
    internal const string Topic = "kernel:jobs";

    /// <summary>Asks for a job. It exists once the caller's transaction is committed, and a free node starts it then.</summary>
    /// <param name="work">The transaction that the job is a consequence of.</param>
    /// <param name="kind">Whose work it is.</param>
    /// <param name="payload">What the job needs to know.</param>
    /// <returns>The job's id, to ask after it at <c>/api/jobs/{id}</c>.</returns>
    public async Task<long> Add(DbWork work, string kind, object payload)
    {
        var id = await work.One<long>(
            AddSql,
            new
            {
                kind,
                payload = Json.Of(payload),
                by = actor.Name,
                now = clock.GetUtcNow(),
            }
        );
        await work.Tell(Topic, id);
        return id;
    }

    private const string AddSql = """
        INSERT INTO kernel.job (kind, payload, run_after, created_by, created_at)
        VALUES (@kind, @payload::jsonb, @now, @by, @now)
        RETURNING id
        """;
}
