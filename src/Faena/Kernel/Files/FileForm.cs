using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Kernel.Files;

/// <summary>A form that came with a file, or why it cannot be taken.</summary>
public sealed record FileForm
{
    // What surrounds the file: the other fields, and the form's own words.
    private const int Overhead = 64 * 1024;
    private const long MostSent = 256 * 1024 * 1024;
    private const int LongestName = 255;
    private const decimal Megabyte = 1024 * 1024;

    public IFormCollection Fields { get; private init; } = FormCollection.Empty;

    /// <summary>What the person called it, without the folders some browsers send along. Only shown, never part of a path.</summary>
    public string FileName => string.Concat(File.FileName.Split('/', '\\')[^1].Where(c => !char.IsControl(c)).Take(LongestName));

    public IFormFile File { get; private init; } = null!;
    public ProblemHttpResult? Fault { get; private init; }

    /// <param name="field">The field that holds the file.</param>
    /// <param name="limit">The most bytes that the file may have.</param>
    public static async Task<FileForm> Read(HttpRequest request, string field, long limit, CancellationToken ct)
    {
        // Longer bodies may come than are read, so that who sends one gets an answer and not a broken connection.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostSent;
        }
        // Told from the length alone: what is too large is not even taken in.
        if (request.ContentLength > limit + Overhead)
        {
            return TooLarge(field, limit);
        }
        if (!request.HasFormContentType)
        {
            return Missing(field);
        }
        try
        {
            var fields = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = limit + Overhead }, ct);
            return fields.Files.GetFile(field) is not { Length: > 0 } file ? Missing(field)
                : file.Length > limit ? TooLarge(field, limit)
                : new FileForm { Fields = fields, File = file };
        }
        catch (InvalidDataException)
        {
            // Longer than it said, or no form at all.
            return new FileForm { Fault = Problem.Invalid(field, "form_unreadable", new { megabytes = limit / Megabyte }) };
        }
    }

    private static FileForm Missing(string field) => new() { Fault = Problem.Invalid(field, "required") };

    private static FileForm TooLarge(string field, long limit)
    {
        const string code = "file_too_large";
        var data = new { limite = limit, megabytes = Math.Round(limit / Megabyte) };
        var errors = new FieldErrors().Add(field, code, data);
        return new FileForm { Fault = Problem.With(StatusCodes.Status422UnprocessableEntity, code, data, errors) };
    }
}

public static class FileFormRoutes
{
    /// <summary>A route that takes a <see cref="FileForm"/>.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder route) => route.Accepts<IFormFile>("multipart/form-data");
}
