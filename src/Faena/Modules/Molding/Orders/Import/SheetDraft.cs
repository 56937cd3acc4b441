using System.Text.Json.Nodes;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Catalog;
using Faena.Modules.Molding.Catalogs;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>A name that no catalog has yet.</summary>
/// <param name="Tipo">The class or type that the sheet gives it by its place.</param>
/// <param name="Parecido">An entry that differs from it by accents, blanks or signs only, and is probably what was meant.</param>
/// <param name="Agregar">Whether the person lets the import add it.</param>
public sealed record MissingName(string Catalogo, string Nombre, string Tipo, string Celda, string? Parecido, bool Agregar);

/// <summary>
/// The order that a plant's workbook makes once its names are looked up in the catalogs. What no catalog knows is left out and told,
/// unless the person lets the import add it.
/// </summary>
internal sealed class SheetDraft
{
    private const int LongestName = 100;

    private readonly PlantSheet sheet;
    private readonly ImportForm form;
    private readonly Dictionary<(string Catalog, string Name), Known> known;

    private SheetDraft(ImportForm form, IEnumerable<Known> found)
    {
        (sheet, this.form) = (form.Sheet, form);
        known = found.ToDictionary(k => (k.Catalogo, k.Pedido));
    }

    /// <param name="Activas">Entries in use that go by the name; more than one name none.</param>
    private sealed record Known(string Catalogo, string Pedido, long Activas, long Todas, string? Parecido);

    public static async Task<SheetDraft> Of(DbWork work, ImportForm form)
    {
        var asked = Entries(form).Select(e => (e.Catalogo, e.Nombre)).Distinct().ToList();
        var found = await work.Query<Known>(
            KnownSql,
            new { catalogs = asked.Select(a => a.Catalogo).ToArray(), names = asked.Select(a => a.Nombre).ToArray() }
        );
        var draft = new SheetDraft(form, found);
        // What a person gave in the sheet's place is no fault of the sheet any more.
        foreach (var (name, _) in form.Corrections.Where(c => c.Value is not null))
        {
            draft.Cells.Forget(name);
        }
        draft.TellUnknown();
        return draft;
    }

    public SheetCells Cells => sheet.Cells;

    public IReadOnlyList<MissingName> ToAdd =>
        [
            .. Entries(form)
                .Where(CanBeAdded)
                .DistinctBy(e => (e.Catalogo, e.Nombre.ToLowerInvariant()))
                .Select(e => new MissingName(e.Catalogo, e.Nombre, e.Tipo, e.Celda, Of(e).Parecido, MayAdd(e))),
        ];

    public async Task AddEntries(DbWork work)
    {
        foreach (var catalog in ToAdd.Where(e => e.Agregar).GroupBy(e => e.Catalogo, StringComparer.Ordinal))
        {
            await EnsureEntries.Add(work, catalog.Key, [.. catalog.Select(e => (e.Nombre, e.Tipo))]);
        }
    }

    /// <summary>The order's own two names without which there is none.</summary>
    public void CheckNames(FieldErrors errors)
    {
        foreach (var entry in new[] { MoldOf(form), MachineOf(form) }.OfType<PlantSheet.Entry>().Where(e => !IsTaken(e)))
        {
            errors.Add(entry.Catalogo, CanBeAdded(entry) ? "not_in_catalog" : "sheet_entry_out_of_use", new { nombre = entry.Nombre });
        }
    }

    /// <summary>The body that creating the order by hand would have.</summary>
    public OrderRequest Body()
    {
        var body = (JsonObject)sheet.Header.DeepClone();
        foreach (var (name, value) in form.Corrections)
        {
            body[name] = value?.DeepClone();
        }
        body["lotes"] = new JsonArray([.. sheet.Lotes.Where(l => IsTaken(l.Color)).Select(LotOf)]);
        return JsonBody.Of<OrderRequest>(body);
    }

    public IReadOnlyList<SaidRemark> Remarks(Texts texts) =>
        [.. Cells.Remarks.OrderByDescending(r => r.Impide).Select(r => r.In(texts, Cells.Name))];

    private JsonNode LotOf(PlantSheet.Lot lot, int at)
    {
        Cells.Place($"lotes[{at}].color", lot.Color.Celda);
        var materials = lot.Materiales.All(m => IsTaken(m.Entry)) ? lot.Materiales : [];
        var body = new JsonObject
        {
            ["color"] = lot.Color.Nombre,
            ["personas"] = lot.Personas,
            ["materiales"] = new JsonArray([
                .. materials.Select(m =>
                    m.Partes is { } parts
                        ? new JsonObject { ["nombre"] = m.Entry.Nombre, ["partes"] = parts }
                        : new JsonObject { ["nombre"] = m.Entry.Nombre, ["fraccion"] = m.Fraccion }
                ),
            ]),
            ["pigmentos"] = new JsonArray([
                .. lot
                    .Pigmentos.Where(p => IsTaken(p.Entry))
                    .Select(p => new JsonObject { ["nombre"] = p.Entry.Nombre, ["dosis_gr"] = p.DosisGr }),
            ]),
        };
        if (lot.StockKg is { } stock)
        {
            body["stock_kg"] = stock;
        }
        return body;
    }

    private void TellUnknown()
    {
        var unknown = Entries(form).Where(e => e.Catalogo is not ("molde" or "maquina") && !IsTaken(e));
        foreach (var same in unknown.GroupBy(e => (e.Catalogo, e.Nombre.ToLowerInvariant())))
        {
            var entry = same.First();
            var code = (entry.Catalogo, CanBeAdded(entry)) switch
            {
                (_, false) => "sheet_entry_out_of_use",
                ("color", _) => "sheet_unknown_colour",
                ("material", _) => "sheet_unknown_material",
                _ => "sheet_unknown_colorant",
            };
            Cells.Remark(string.Join(", ", same.Select(e => e.Celda)), entry.Catalogo, entry.Nombre, code, new { nombre = entry.Nombre });
        }
    }

    private bool IsTaken(PlantSheet.Entry entry) => Of(entry).Activas == 1 || (CanBeAdded(entry) && MayAdd(entry));

    private bool CanBeAdded(PlantSheet.Entry entry) => Of(entry).Todas == 0 && entry.Nombre.Length <= LongestName;

    private bool MayAdd(PlantSheet.Entry entry) => form.MayAdd.Contains((entry.Catalogo, entry.Nombre.ToLowerInvariant()));

    private Known Of(PlantSheet.Entry entry) => known[(entry.Catalogo, entry.Nombre)];

    private static IEnumerable<PlantSheet.Entry> Entries(ImportForm form) =>
        new[] { MoldOf(form), MachineOf(form) }
            .OfType<PlantSheet.Entry>()
            .Concat(form.Sheet.Lotes.Select(l => l.Color))
            .Concat(form.Sheet.Lotes.SelectMany(l => l.Materiales).Select(m => m.Entry))
            .Concat(form.Sheet.Lotes.SelectMany(l => l.Pigmentos).Select(p => p.Entry));

    private static PlantSheet.Entry? MoldOf(ImportForm form) => Corrected(form, "molde", form.Sheet.Molde);

    private static PlantSheet.Entry? MachineOf(ImportForm form) => Corrected(form, "maquina", form.Sheet.Maquina);

    private static PlantSheet.Entry? Corrected(ImportForm form, string catalog, PlantSheet.Entry? read) =>
        form.Corrections[catalog] is JsonValue given && given.TryGetValue<string>(out var name) && EntryName.Of(name).Length > 0
            ? new PlantSheet.Entry(catalog, EntryName.Of(name), read?.Tipo ?? "", read?.Celda ?? "")
            : read;

    // What is left of a name without accents, blanks and signs tells whether two spellings may be one thing: HT160 A and HT-160 A.
    private const string KnownSql = """
        WITH asked AS (
          SELECT DISTINCT k.catalogo, k.nombre, regexp_replace(translate(lower(k.nombre), 'áéíóúüñ', 'aeiouun'), '[^a-z0-9]', '', 'g') AS raiz
          FROM unnest(@catalogs::text[], @names::text[]) AS k (catalogo, nombre)
        )
        SELECT a.catalogo, a.nombre AS pedido,
          (SELECT count(DISTINCT v.id) FROM molding.v_catalogo v WHERE v.catalogo = a.catalogo AND v.clave = lower(a.nombre) AND v.activo) AS activas,
          (SELECT count(*) FROM molding.v_catalogo v WHERE v.catalogo = a.catalogo AND v.clave = lower(a.nombre)) AS todas,
          (SELECT min(v.nombre) FROM molding.v_catalogo v
           WHERE v.catalogo = a.catalogo AND v.activo AND a.raiz <> ''
             AND regexp_replace(translate(v.clave, 'áéíóúüñ', 'aeiouun'), '[^a-z0-9]', '', 'g') = a.raiz) AS parecido
        FROM asked a
        """;
}
