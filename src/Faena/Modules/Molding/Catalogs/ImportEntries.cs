using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Catalogs;

/// <summary>
/// Takes in a catalog from .xlsx or .csv: adds what is missing and reports every row that is not as it should be. What is known
/// already is never overwritten unless <c>sobrescribir</c> says so. Without <c>confirmar</c> it only says what it would do.
/// </summary>
public static class ImportEntries
{
    private const long LargestFile = 20_000_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var kind in CatalogKind.All)
        {
            api.MapPost(
                    $"/catalog/{kind.Key}/import",
                    (HttpContext http, Db db, TextCatalog texts, CancellationToken ct) => Handle(kind, http, db, texts, ct)
                )
                .Needs("molding.manage_catalog")
                .TakesFile("archivo", LargestFile, new("confirmar", typeof(bool)), new("sobrescribir", typeof(bool)))
                .Refuses(422)
                .Refuses(413, "body_too_large");
        }
    }

    /// <param name="Diferentes">Entries that are known with other data, and were left as they are.</param>
    public sealed record Response(
        bool Aplicado,
        int Nuevas,
        int Actualizadas,
        int SinCambio,
        int Diferentes,
        IReadOnlyList<Said> Rechazadas,
        IReadOnlyList<Said> Advertencias
    );

    public sealed record Said(int Fila, string Campo, string Valor, string Motivo, string Codigo);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        CatalogKind kind,
        HttpContext http,
        Db db,
        TextCatalog catalog,
        CancellationToken ct
    )
    {
        var form = await FileForm.Read(http.Request, ct);
        if (form.Fault is { } fault)
        {
            return fault;
        }
        var errors = new FieldErrors();
        var (confirmed, overwrite) = (form.Fields.Flag("confirmar", errors) == true, form.Fields.Flag("sobrescribir", errors) == true);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        EntryRows? rows;
        try
        {
            await using var content = form.File.OpenReadStream();
            rows = EntryRows.Read(kind, await SentTable.Read(content, form.FileName, ct));
        }
        catch (XlsxRefusedException refused)
        {
            return refused.ToProblem("archivo");
        }
        if (rows is null)
        {
            return Problem.Invalid("archivo", "import_without_titles", new { columna = kind.Identity.Name });
        }
        var texts = catalog.For(http);
        await using var work = await db.Begin(ct);
        var (added, changed, same, different) = await Write(work, kind, rows, overwrite);
        if (confirmed)
        {
            await work.Commit();
        }
        return TypedResults.Ok(
            new Response(confirmed, added, changed, same, different, [.. rows.Rejected.Select(Say)], [.. rows.Warnings.Select(Say)])
        );

        Said Say(EntryRows.Remark r) => new(r.Row, r.Field, r.Value, texts.Error(r.Code, r.Data), r.Code);
    }

    private static async Task<(int Added, int Changed, int Same, int Different)> Write(
        DbWork work,
        CatalogKind kind,
        EntryRows rows,
        bool overwrite
    )
    {
        await work.Execute(QueueSql, new { catalog = kind.Word });
        var known = (await CatalogEntries.List(work, kind)).ToDictionary(e => (long)e["id"]!);
        var ids = (await work.Query<(string Clave, long Id)>(NamesSql, new { catalog = kind.Word })).ToLookup(n => n.Clave, n => n.Id);
        var (added, changed, same, different) = (0, 0, 0, 0);
        foreach (var found in rows.Entries)
        {
            var id = ids[found.Name.ToLowerInvariant()].FirstOrDefault();
            if (!known.TryGetValue(id, out var before))
            {
                await CatalogEntries.Add(work, kind, found.Entry);
                added++;
                continue;
            }
            var differences = Differences(kind, before, found.Entry).ToList();
            if (differences.Count == 0)
            {
                same++;
            }
            else if (overwrite)
            {
                var entry = new JsonObject(differences.Select(d => KeyValuePair.Create(d, found.Entry[d]?.DeepClone())));
                await CatalogEntries.Change(work, kind, id, entry);
                changed++;
            }
            else
            {
                different++;
                rows.Warnings.AddRange(
                    differences.Select(d => new EntryRows.Remark(
                        found.Row,
                        d,
                        Shown(found.Entry[d]),
                        "import_differs",
                        new { actual = Shown(before[d]) }
                    ))
                );
            }
        }
        return (added, changed, same, different);
    }

    // What the table leaves blank says nothing about what is known; and a spelling is no difference.
    private static IEnumerable<string> Differences(CatalogKind kind, JsonObject before, JsonObject given) =>
        given
            .Where(m => m.Key != kind.Identity.Name && !IsBlank(m.Value) && !JsonNode.DeepEquals(Plain(m.Value), Plain(before[m.Key])))
            .Select(m => m.Key);

    private static bool IsBlank(JsonNode? value) =>
        value is null or JsonArray { Count: 0 }
        || (value is JsonValue text && text.TryGetValue<string>(out var written) && written.Length == 0);

    // Through text, so that 2 and 2.0 and a number made here or read there compare as what they say.
    private static JsonNode? Plain(JsonNode? value) => value is null ? null : JsonNode.Parse(value.ToJsonString());

    private static string Shown(JsonNode? value) =>
        value switch
        {
            null => "",
            JsonArray pieces => string.Join("; ", pieces.Select(p => string.Join(" ", p!.AsObject().Select(m => Shown(m.Value))))),
            _ => value.ToString(),
        };

    // One import of a catalog at a time: two that name the same new entry would otherwise both add it.
    private const string QueueSql = "SELECT pg_advisory_xact_lock(hashtextextended('molding.' || @catalog::text, 0))";

    private const string NamesSql = "SELECT clave, id FROM molding.v_catalogo WHERE catalogo = @catalog::text";
}
