using System.Text.Json;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>
/// What is different on a month sheet since a version: the lines that were touched, as they stand now, and the totals. Whoever has a sheet
/// open asks this at every note, so that a save of one cell costs every other screen one line.
/// </summary>
public static class ShowChanges
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts
            .MapGet("/month-sheet/changes", Handle)
            .Needs("contracts.read")
            .Of(Scope.Site("id_sitio"), Scope.Family("id_ot"))
            .Asks([.. SheetAddress.Query, new("desde", typeof(long), Required: true)])
            .Refuses(404, "order_not_found")
            .Refuses(422);

    /// <param name="Version">What to ask from the next time.</param>
    /// <param name="Completa">Whether <c>lineas</c> are all the lines of the sheet instead of the touched ones.</param>
    /// <param name="Guardados">Who saved since, in the order of their versions; none where the answer is whole.</param>
    /// <param name="Lineas">A day without a volume is not among the cells of its line.</param>
    public sealed record Response(
        long Version,
        bool Completa,
        IReadOnlyList<Save> Guardados,
        [property: Sometimes] MonthJson.Order Orden,
        [property: Sometimes] IReadOnlyList<int> DiasBloqueados,
        [property: Sometimes] IReadOnlyList<int> DiasCerrados,
        [property: Sometimes] IReadOnlyList<MonthJson.Line> Lineas,
        [property: Sometimes] MonthJson.Totals Totales
    );

    public sealed record Save(long Version, string Usuario, DateTime Fecha, IReadOnlyList<long> Lineas);

    private static async Task<Results<WrittenJson<Response>, ProblemHttpResult>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var address = SheetAddress.Parse(request.Query, errors);
        var since = QueryNumber.Read(request.Query, "desde", errors);
        if (address is null || since is null)
        {
            return Problem.Invalid(errors);
        }
        if (await ReadSaves(db, address, since.Value, upTo: null, ct) is not { } saves)
        {
            return Problem.NotFound("order_not_found");
        }
        if (saves.Named is { Count: 0 })
        {
            return new WrittenJson<Response>(json => WriteNothing(json, saves.Version));
        }
        var sheet = await ReadMonthSheet.Read(db, address, ct);
        if (sheet is not { IsOfSite: true })
        {
            return sheet is null ? Problem.NotFound("order_not_found") : Problem.Invalid("id_sitio", "site_not_of_order");
        }
        if (sheet.Head.Version != saves.Version)
        {
            saves = await ReadSaves(db, address, since.Value, upTo: sheet.Head.Version, ct);
        }
        return new WrittenJson<Response>(json => Write(json, sheet, saves?.Named, address.Minimum));
    }

    /// <param name="Named">Null where something changed that no save tells, or so much that the whole sheet is read faster.</param>
    private sealed record Saves(long Version, IReadOnlyList<Save>? Named);

    private static async Task<Saves?> ReadSaves(Db db, SheetAddress address, long since, long? upTo, CancellationToken ct)
    {
        var args = new
        {
            idOt = address.OrderId,
            indice = address.Month.Index,
            since,
            upTo,
            most = MostSaves,
        };
        return await db.One<SavesRow>(SavesSql, args, ct) is { } row
            ? new Saves(row.Version, row.Guardados is null ? null : JsonSerializer.Deserialize<List<Save>>(row.Guardados, Json.Options))
            : null;
    }

    private sealed record SavesRow(long Version, string? Guardados);

    private static void WriteNothing(Utf8JsonWriter json, long version)
    {
        json.WriteStartObject();
        json.WriteNumber("version", version);
        json.WriteBoolean("completa", false);
        json.WriteStartArray("guardados");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MonthSheet sheet, IReadOnlyList<Save>? saves, bool minimum)
    {
        var touched = saves?.SelectMany(s => s.Lineas).ToHashSet();
        json.WriteStartObject();
        json.WriteBoolean("completa", touched is null);
        json.WritePropertyName("guardados");
        JsonSerializer.Serialize(json, saves ?? [], Json.Options);
        MonthJson.Write(json, sheet, touched is null ? sheet.Lines : sheet.Lines.Where(l => touched.Contains(l.Id)), minimum);
        json.WriteEndObject();
    }

    // A page that slept longer than this reads everything, without names.
    private const int MostSaves = 500;

    // A number without a save, or a save without its lines, leaves a gap: then nobody knows what is different.
    private const string SavesSql = """
        WITH asked AS (
          SELECT f.id_familia, coalesce(@upTo::bigint, f.version) AS version
          FROM contracts.ot o JOIN contracts.family f ON f.id_familia = o.id_familia
          WHERE o.id = @idOt::bigint),
        made AS (
          SELECT s.* FROM asked a
          JOIN contracts.family_save s ON s.id_familia = a.id_familia AND s.version > @since::bigint AND s.version <= a.version
          WHERE a.version - @since::bigint <= @most::int)
        SELECT a.version,
               CASE WHEN (SELECT count(lineas) FROM made) = a.version - @since::bigint THEN (
                 SELECT coalesce(json_agg(json_build_object('version', version, 'usuario', usuario, 'fecha', fecha, 'lineas', lineas)
                                          ORDER BY version), '[]')
                 FROM made WHERE coalesce(indice_mes, 0) <= @indice::int)::text END AS guardados
        FROM asked a
        """;
}
