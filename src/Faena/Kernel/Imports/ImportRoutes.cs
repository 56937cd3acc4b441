using System.Globalization;
using System.Text.Json;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Jobs;
using Faena.Kernel.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Imports;

/// <summary>
/// The three steps that every import has: a file is sent and read by a job, the person who sent it sees what it would change, and it is
/// taken in when they say so. Each step can be left and found again under the import's number.
/// </summary>
public static class ImportRoutes
{
    /// <summary>Maps the steps of one kind under <c>{prefix}/imports</c>; rights and scope are said on what this returns.</summary>
    /// <typeparam name="TReport">What the import reports.</typeparam>
    /// <param name="fields">What the form brings beside the file.</param>
    public static IEndpointConventionBuilder MapImport<TReport>(
        this IEndpointRouteBuilder routes,
        string prefix,
        string kind,
        string mediaType,
        long fileBytes,
        params IReadOnlyList<AskedField> fields
    )
    {
        var steps = routes.MapGroup(prefix + "/readings");
        ReadFile.Map(steps, kind, mediaType, fileBytes, fields);
        ShowReading<TReport>.Map(steps, kind);
        ApplyReading.Map(steps, kind);
        return steps;
    }
}

/// <summary>Sends a file to be read. It changes nothing yet.</summary>
public static class ReadFile
{
    public sealed record Response(long Id);

    internal static void Map(IEndpointRouteBuilder steps, string kind, string mediaType, long bytes, IReadOnlyList<AskedField> fields) =>
        steps
            .MapPost(
                "",
                (HttpContext http, Db db, KeptFiles files, JobBoard board, CurrentUser user, CancellationToken ct) =>
                    Handle(kind, mediaType, fields, http, db, files, board, user, ct)
            )
            .TakesFile("archivo", bytes, fields)
            .Refuses(422)
            .Refuses(413, "body_too_large");

    private static async Task<Results<Accepted<Response>, ProblemHttpResult>> Handle(
        string kind,
        string mediaType,
        IReadOnlyList<AskedField> fields,
        HttpContext http,
        Db db,
        KeptFiles files,
        JobBoard board,
        CurrentUser user,
        CancellationToken ct
    )
    {
        var form = await FileForm.Read(http.Request, ct);
        if (form.Fault is { } fault)
        {
            return fault;
        }
        var file = await files.Take(form, mediaType, ct);
        await using var work = await db.Begin(ct);
        var id = await work.One<long>("SELECT nextval(pg_get_serial_sequence('kernel.import', 'id'))");
        var job = await board.Add(work, ReadImportJob.KindOfJob, new ImportJob.Asked(id));
        await work.Execute(
            AddSql,
            new
            {
                id,
                kind,
                file = file.Id,
                fields = Json.Of(fields.ToDictionary(f => f.Name, f => form.Fields[f.Name].ToString(), StringComparer.Ordinal)),
                culture = CultureInfo.CurrentCulture.Name,
                job,
                user.Name,
            }
        );
        await work.Commit();
        return TypedResults.Accepted($"{http.Request.Path}/{id}", new Response(id));
    }

    private const string AddSql = """
        INSERT INTO kernel.import (id, kind, file_id, fields, culture, job_id, created_by) OVERRIDING SYSTEM VALUE
        VALUES (@id, @kind, @file, @fields::jsonb, @culture, @job, @Name)
        """;
}

/// <summary>How far an import is, and once its file is read, what it would change.</summary>
public static class ShowReading<TReport>
{
    /// <param name="File">The file's name.</param>
    /// <param name="State">reading, read, applying, applied, refused or failed.</param>
    /// <param name="Progress">Of the step, in percent.</param>
    /// <param name="Differs">Others changed things since it was shown, so that nothing was done: this is what it would change now.</param>
    /// <param name="Report">What it would change, or has changed.</param>
    /// <param name="Problem">Why it cannot be taken in.</param>
    /// <param name="KeptAs">The record that it left.</param>
    public sealed record Response(
        long Id,
        string File,
        string State,
        int Progress,
        bool Differs,
        TReport? Report,
        JsonElement? Problem,
        long? KeptAs
    );

    internal static void Map(IEndpointRouteBuilder steps, string kind) =>
        steps
            .MapGet(
                "/{id:long}",
                async Task<Results<Ok<Response>, ProblemHttpResult>> (long id, Db db, CurrentUser user, CancellationToken ct) =>
                    await Reading.Find(db, kind, id, user, ct) is { } reading
                        ? TypedResults.Ok(
                            new Response(
                                reading.Id,
                                reading.Name,
                                reading.State,
                                reading.Progress,
                                reading.Differs,
                                reading.ReportAs<TReport>(),
                                reading.Refusal is null ? null : JsonSerializer.Deserialize<JsonElement>(reading.Refusal),
                                reading.KeptAs
                            )
                        )
                        : Http.Problem.NotFound()
            )
            .Refuses(404, "not_found");
}

/// <summary>Takes in the file that was read, in one transaction. The answer comes before the end: it is asked for where it was read.</summary>
public static class ApplyReading
{
    internal static void Map(IEndpointRouteBuilder steps, string kind) =>
        steps
            .MapPost(
                "/{id:long}/apply",
                (long id, Db db, JobBoard board, CurrentUser user, CancellationToken ct) => Handle(kind, id, db, board, user, ct)
            )
            .Refuses(404, "not_found")
            .Refuses(409, "import_not_read");

    private static async Task<Results<Accepted<ReadFile.Response>, ProblemHttpResult>> Handle(
        string kind,
        long id,
        Db db,
        JobBoard board,
        CurrentUser user,
        CancellationToken ct
    )
    {
        await using var work = await db.Begin(ct);
        var args = new
        {
            id,
            kind,
            user.Name,
        };
        if (await work.One<bool?>(ReadySql, args) is not { } ready)
        {
            return Problem.NotFound();
        }
        if (!ready)
        {
            return Problem.Conflict("import_not_read");
        }
        var job = await board.Add(work, ApplyImportJob.KindOfJob, new ImportJob.Asked(id));
        await work.Execute("UPDATE kernel.import SET step = 'apply', job_id = @job WHERE id = @id", new { id, job });
        await work.Commit();
        return TypedResults.Accepted((string?)null, new ReadFile.Response(id));
    }

    // A double click finds the first one's step, and whoever applied already has nothing left to do.
    private const string ReadySql = """
        SELECT step = 'read' AND report IS NOT NULL AND applied_at IS NULL FROM kernel.import
        WHERE id = @id AND kind = @kind AND created_by = @Name FOR UPDATE
        """;
}

/// <summary>An import on its way, as the person who sent its file sees it.</summary>
public sealed record Reading(
    long Id,
    string Name,
    string State,
    int Progress,
    bool Differs,
    string? Report,
    string? Refusal,
    long? KeptAs,
    DateTimeOffset CreatedAt
)
{
    public const string Applied = "applied";

    public T? ReportAs<T>() => Report is null ? default : JsonSerializer.Deserialize<T>(Report, Json.Options);

    /// <returns>Null where this person sent no such file.</returns>
    public static Task<Reading?> Find(Db db, string kind, long id, CurrentUser user, CancellationToken ct) =>
        db.One<Reading>(
            FindSql,
            new
            {
                id,
                kind,
                user.Name,
            },
            ct
        );

    /// <summary>What this person sent and neither took in nor left for a day, the latest first.</summary>
    public static Task<IReadOnlyList<Reading>> Open(Db db, string kind, CurrentUser user, CancellationToken ct) =>
        db.Query<Reading>(OpenSql, new { kind, user.Name }, ct);

    private const string Columns = """
        SELECT i.id, f.name,
               CASE WHEN i.applied_at IS NOT NULL THEN 'applied' WHEN i.refusal IS NOT NULL THEN 'refused'
                    WHEN j.state = 'failed' THEN 'failed' WHEN i.step = 'apply' THEN 'applying'
                    WHEN i.report IS NULL THEN 'reading' ELSE 'read' END AS state,
               coalesce(j.progress, 100)::int AS progress, i.differs, i.report::text AS report, i.refusal::text AS refusal, i.kept_as,
               i.created_at
        FROM kernel.import i JOIN kernel.file f ON f.id = i.file_id LEFT JOIN kernel.job j ON j.id = i.job_id
        """;

    private const string FindSql = $"{Columns} WHERE i.id = @id AND i.kind = @kind AND i.created_by = @Name";

    private const string OpenSql = $"""
        {Columns} WHERE i.kind = @kind AND i.created_by = @Name AND i.applied_at IS NULL AND i.refusal IS NULL ORDER BY i.id DESC LIMIT 5
        """;
}
