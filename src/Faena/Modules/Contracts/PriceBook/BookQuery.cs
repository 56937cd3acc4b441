using System.Globalization;
using System.Text;
using Faena.Kernel.Http;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>What a person typed to find concepts, in the form of <c>v_price_book.texto</c>.</summary>
internal static class BookQuery
{
    private const int MostWords = 20;

    /// <summary>In upper case without accents; a concept must hold all of them, in any order.</summary>
    public static string[] Words(string? typed) =>
        [.. Plain(Keys.TextKey(typed ?? "")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords)];

    private static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
            .Normalize(NormalizationForm.FormC);
}

/// <summary>The page asked for in a query string.</summary>
internal static class PageNumber
{
    private const int Last = 1_000_000;

    /// <summary>1 when nothing was asked.</summary>
    public static int Read(string? pagina, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(pagina))
        {
            return 1;
        }
        if (int.TryParse(pagina, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= Last)
        {
            return page;
        }
        errors.Add("pagina", "page_range");
        return 1;
    }
}
