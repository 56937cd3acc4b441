using System.Globalization;
using Faena.Kernel.Languages;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>What an import found, kept with it, so that it can be read again later and in either language.</summary>
internal sealed record ImportReport(IReadOnlyList<PriceBookImport.Annex> Annexes, IReadOnlyList<BookWarning> Warnings)
{
    public IReadOnlyList<PriceBookImport.Warning> WarningsIn(Texts texts) =>
        [.. Warnings.Select(w => new PriceBookImport.Warning(w.Sheet, w.Row, Words(w, texts)))];

    private static string Words(BookWarning warning, Texts texts) =>
        texts.Error(
            warning.Code,
            new
            {
                celda = warning.Cell,
                valor = warning.Value,
                leido = Money(warning.Read),
                esperado = Money(warning.Expected),
                otra_fila = warning.OtherRow,
            }
        );

    private static string Money(decimal? amount) => amount?.ToString("N2", CultureInfo.CurrentCulture) ?? "";
}
