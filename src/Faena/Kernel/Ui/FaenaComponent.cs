using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Components;

namespace Faena.Kernel.Ui;

/// <summary>
/// What every page and piece may use without asking: the texts <see cref="T"/>, the person, the request, their formats.
/// <c>_Imports.razor</c> makes every component inherit it.
/// </summary>
public abstract class FaenaComponent : ComponentBase
{
    private Texts? texts;

    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [Inject]
    private TextCatalog Catalog { get; set; } = null!;

    [Inject]
    private AssetUrls AssetUrls { get; set; } = null!;

    [Inject]
    protected CurrentUser User { get; set; } = null!;

    protected Texts T => texts ??= Catalog.For(Http);
    protected string Language => RequestLanguage.Of(Http);
    protected CultureInfo Culture => RequestLanguage.CultureOf(Http);

    /// <summary>The address of a static file with the hash of its content.</summary>
    protected string Asset(string path) => AssetUrls[path];

    /// <summary>The texts under a prefix as an element takes them: <c>texts="@TextsFor("form.")"</c>.</summary>
    protected string TextsFor(string prefix) => Json.Of(T.Under(prefix));
}
