using System.Globalization;
using System.Security.Claims;
using Faena.Kernel.Access;

namespace Faena.Kernel.Languages;

/// <summary>
/// The language and formats of a request: what the person chose (kept with their account, or in a cookie before sign-in),
/// else what the browser asks for, else Spanish.
/// </summary>
public static class RequestLanguage
{
    public const string Cookie = "faena-language";

    private static readonly CultureInfo Mexico = CultureInfo.GetCultureInfo("es-MX");
    private static readonly CultureInfo Peru = CultureInfo.GetCultureInfo("es-PE");
    private static readonly CultureInfo UnitedStates = CultureInfo.GetCultureInfo("en-US");

    public static string Of(HttpContext http)
    {
        var chosen = http.User.FindFirstValue(CurrentUser.LanguageClaim) ?? http.Request.Cookies[Cookie];
        if (chosen is TextCatalog.Spanish or TextCatalog.English)
        {
            return chosen;
        }
        foreach (var asked in http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
        {
            switch (asked.Value.Value?.Split('-')[0].ToLowerInvariant())
            {
                case TextCatalog.Spanish:
                    return TextCatalog.Spanish;
                case TextCatalog.English:
                    return TextCatalog.English;
            }
        }
        return TextCatalog.Spanish;
    }

    /// <summary>How numbers and dates are shown to this person.</summary>
    public static CultureInfo CultureOf(HttpContext http) =>
        Of(http) == TextCatalog.English ? UnitedStates
        : http.Request.Headers.AcceptLanguage.ToString().Contains("es-PE", StringComparison.OrdinalIgnoreCase) ? Peru
        : Mexico;

    /// <summary>The language of a culture of ours.</summary>
    public static string OfCulture(CultureInfo culture) => culture.TwoLetterISOLanguageName;
}
