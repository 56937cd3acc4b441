using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Jobs;

/// <summary>How a job stands, for the person who asked for it.</summary>
public static class ShowJob
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/jobs/{id:long}", Handle)
            .NeedsSignIn()
            .Everywhere("only the jobs that the caller asked for")
            .WithTags("Jobs")
            .Refuses(404, "not_found");

    /// <param name="Id">The job.</param>
    /// <param name="Kind">Whose work it is.</param>
    /// <param name="State">waiting, running, done or failed.</param>
    /// <param name="Progress">In percent.</param>
    /// <param name="Result">What a job that is done has to say.</param>
    /// <param name="Error">Why it failed.</param>
    /// <param name="CreatedAt">When it was asked for.</param>
    /// <param name="FinishedAt">When it ended.</param>
    public sealed record Response(
        long Id,
        string Kind,
        string State,
        int Progress,
        JsonNode? Result,
        Failure? Error,
        DateTimeOffset CreatedAt,
        DateTimeOffset? FinishedAt
    );

    public sealed record Failure(string Code, string Text);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        long id,
        HttpContext http,
        Db db,
        CurrentUser user,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        if (await db.One<Job>(JobSql, new { id, user.Name }, ct) is not { } job)
        {
            return Problem.NotFound();
        }
        return TypedResults.Ok(
            new Response(
                job.Id,
                job.Kind,
                job.State,
                job.Progress,
                job.Result is null ? null : JsonNode.Parse(job.Result),
                job.Error is null ? null : new Failure(job.Error, texts.For(http).Error(job.Error)),
                job.CreatedAt,
                job.FinishedAt
            )
        );
    }

    private sealed record Job
    {
        public required long Id { get; init; }
        public required string Kind { get; init; }
        public required string State { get; init; }
        public required int Progress { get; init; }
        public required string? Result { get; init; }
        public required string? Error { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required DateTimeOffset? FinishedAt { get; init; }
    }

    private const string JobSql = """
        SELECT id, kind, state, progress::int AS progress, result::text AS result, error, created_at, finished_at
        FROM kernel.job WHERE id = @id AND created_by = @Name
        """;
}
