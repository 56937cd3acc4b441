using System.Globalization;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>Answers with one sheet and the tag by which its next change is checked.</summary>
internal static class OneSheet
{
    public const string NotFound = "SHEET_NOT_FOUND";
    public const string Voided = "SHEET_VOIDED";
    private const string Changed = "SHEET_CHANGED";

    /// <summary>What listeners of an order's sheets and bales listen to.</summary>
    public static string TopicOf(long order) => string.Create(CultureInfo.InvariantCulture, $"molding:order:{order}");

    public static async Task<SheetDocument> Document(DbWork work, Sheet sheet, Texts texts, Installation installation) =>
        SheetDocument.Of(sheet, (await work.One<string>(NumberSql, new { order = sheet.IdOrden }))!, texts, installation.TimeZone);

    public static async Task<SheetDocument> Document(Db db, Sheet sheet, Texts texts, Installation installation, CancellationToken ct) =>
        SheetDocument.Of(sheet, (await db.One<string>(NumberSql, new { order = sheet.IdOrden }, ct))!, texts, installation.TimeZone);

    public static Ok<SheetDocument> Ok(HttpContext http, SheetDocument sheet)
    {
        Give(http, sheet);
        return TypedResults.Ok(sheet);
    }

    public static void Give(HttpContext http, SheetDocument sheet) => new Tag(sheet.Version).Give(http);

    /// <summary>Somebody else changed the sheet since this person read it: 412 for <c>If-Match</c>, 409 for a version in the body.</summary>
    public static ProblemHttpResult? StaleVersion(HttpRequest request, long? inBody, Sheet now) =>
        now.Tag.StaleStatus(request, inBody) is { } status ? Problem.With(status, Changed) : null;

    private const string NumberSql = "SELECT numero_op FROM molding.orden_produccion WHERE id = @order::bigint";
}
