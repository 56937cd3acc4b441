using System.Text;
using Faena.Kernel.Http;
using Faena.Kernel.OpenApi;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Files;

/// <summary>The file that a route takes in a form, and the most bytes that it may have.</summary>
/// <param name="Field">The field that holds the file.</param>
public sealed record FileLimit(string Field, long FileBytes) : BodyLimit(FileBytes + Overhead)
{
    // What surrounds the file: the other fields, and the form's own words.
    private const int Overhead = 64 * 1024;

    /// <summary>Told at the field: a person chose a file, and knows of no body.</summary>
    public override ProblemHttpResult Refusal
    {
        get
        {
            const string code = "file_too_large";
            var data = new { limite = FileBytes, megabytes = Math.Round(Megabytes) };
            return Problem.With(StatusCodes.Status422UnprocessableEntity, code, data, new FieldErrors().Add(Field, code, data));
        }
    }

    internal decimal Megabytes => (decimal)FileBytes / Megabyte;
}

/// <summary>A form that came with a file, or why it cannot be taken.</summary>
public sealed record FileForm
{
    private const int LongestName = 255;

    public IFormCollection Fields { get; private init; } = FormCollection.Empty;

    /// <summary>What the person called it, without the folders some browsers send along. Only shown, never part of a path.</summary>
    public string FileName =>
        string.Concat(File.FileName.Split('/', '\\')[^1].EnumerateRunes().Where(r => !Rune.IsControl(r)).Take(LongestName));

    public IFormFile File { get; private init; } = null!;
    public ProblemHttpResult? Fault { get; private init; }

    /// <summary>Reads the form of a route that says <see cref="FileFormRoutes.TakesFile"/>.</summary>
    public static async Task<FileForm> Read(HttpRequest request, CancellationToken ct)
    {
        var limit = (FileLimit)BodyLimit.Of(request.HttpContext);
        if (!request.HasFormContentType)
        {
            return Missing(limit);
        }
        try
        {
            var fields = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = limit.Bytes }, ct);
            return StorableRequests.FaultIn(fields) is { } field ? new FileForm { Fault = StorableRequests.Refusal(field) }
                : fields.Files.GetFile(limit.Field) is not { Length: > 0 } file ? Missing(limit)
                : file.Length > limit.FileBytes ? new FileForm { Fault = limit.Refusal }
                : new FileForm { Fields = fields, File = file };
        }
        catch (InvalidDataException)
        {
            // Longer than it said, or no form at all.
            return new FileForm { Fault = Problem.Invalid(limit.Field, "form_unreadable", new { megabytes = limit.Megabytes }) };
        }
    }

    private static FileForm Missing(FileLimit limit) => new() { Fault = Problem.Invalid(limit.Field, "required") };
}

public static class FileFormRoutes
{
    /// <summary>A route that takes a <see cref="FileForm"/>.</summary>
    /// <param name="field">The field that holds the file.</param>
    /// <param name="limit">The most bytes that the file may have.</param>
    /// <param name="fields">What the form brings beside it.</param>
    public static RouteHandlerBuilder TakesFile(
        this RouteHandlerBuilder route,
        string field,
        long limit,
        params IReadOnlyList<AskedField> fields
    ) => route.Accepts<IFormFile>("multipart/form-data").WithMetadata(new FileLimit(field, limit), new AskedFile(field, fields));
}
