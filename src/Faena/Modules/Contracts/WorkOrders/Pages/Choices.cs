using System.Globalization;
using Faena.Kernel.Database;
using Faena.Kernel.Languages;
using Faena.Kernel.Ui.Fields;

namespace Faena.Modules.Contracts.WorkOrders.Pages;

/// <summary>What the lists of an order's form hold, and the names behind the ids of an order.</summary>
public sealed class Choices
{
    public const string Client = "cliente";
    public const string Lead = "responsable";
    public const string Status = "estatus";

    private readonly IReadOnlyList<Choice> all;
    private readonly string language;

    private Choices(IReadOnlyList<Choice> all, string language)
    {
        this.all = all;
        this.language = language;
    }

    /// <param name="Clase">The front of a site, or one of the kinds above.</param>
    private sealed record Choice(string Clase, long Id, string Descripcion, string DescripcionEn, bool Activo);

    public static async Task<Choices> Read(Db db, HttpContext http, CancellationToken ct) =>
        new(await db.Query<Choice>(ChoicesSql, null, ct), RequestLanguage.Of(http));

    /// <summary>What may be chosen: what is in use, what the person may choose, and what is chosen already.</summary>
    public IEnumerable<SelectField.Option> Of(string kind, long? chosen, long[]? limit = null) =>
        all.Where(c => c.Clase == kind && (c.Id == chosen || (c.Activo && limit?.Contains(c.Id) != false)))
            .Select(c => new SelectField.Option(c.Id.ToString(CultureInfo.InvariantCulture), TextOf(c)));

    /// <summary>All sites, whatever their front.</summary>
    public IEnumerable<SelectField.Option> Sites(long[]? limit) =>
        all.Where(c => c.Clase is not (Client or Lead or Status) && limit?.Contains(c.Id) != false)
            .Select(c => new SelectField.Option(c.Id.ToString(CultureInfo.InvariantCulture), TextOf(c)));

    public string? NameOf(string kind, long id) =>
        all.FirstOrDefault(c => c.Clase == kind && c.Id == id) is { } found ? TextOf(found) : null;

    private string TextOf(Choice choice) => language == TextCatalog.English ? choice.DescripcionEn : choice.Descripcion;

    private const string ChoicesSql = """
        SELECT frente AS clase, id, descripcion, descripcion AS descripcion_en, activo FROM catalog.v_sitio
        UNION ALL SELECT 'cliente', id, descripcion, descripcion, activo FROM catalog.v_cliente
        UNION ALL SELECT 'responsable', id, descripcion, descripcion, activo FROM catalog.v_responsable_proyecto
        UNION ALL SELECT 'estatus', id::bigint, descripcion, descripcion_en, activo FROM catalog.v_cat_estatus WHERE nivel_afectacion = 2
        ORDER BY clase, descripcion
        """;
}
