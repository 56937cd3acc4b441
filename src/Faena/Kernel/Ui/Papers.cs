using System.Globalization;

namespace Faena.Kernel.Ui;

/// <summary>The paper that a print view is laid out for: what its address says (<c>papel</c>), else what the country uses.</summary>
public static class Papers
{
    public const string Letter = "letter";
    public const string A4 = "a4";

    public static string Of(HttpContext http, CultureInfo culture) =>
        http.Request.Query["papel"].ToString() switch
        {
            A4 => A4,
            Letter => Letter,
            _ => culture.Name == "es-PE" ? A4 : Letter,
        };
}
