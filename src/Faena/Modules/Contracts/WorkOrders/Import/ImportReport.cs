using Faena.Kernel.Languages;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>What an import did, as it is kept: every remark in both languages, since who reads it later may speak the other.</summary>
public sealed record ImportReport(
    int Creadas,
    int Actualizadas,
    int SinCambio,
    IReadOnlyList<ImportReport.Remark> Rechazadas,
    IReadOnlyList<ImportReport.Remark> Advertencias
)
{
    /// <param name="Campo">The workbook's column; empty where the row as a whole is meant.</param>
    /// <param name="Valor">What stands in the cell.</param>
    public sealed record Remark(int Fila, string OrdenTrabajo, string Campo, string Valor, string Codigo, string MotivoEs, string MotivoEn)
    {
        public string MotivoIn(string language) => language == TextCatalog.English ? MotivoEn : MotivoEs;
    }

    internal static ImportReport Of(ImportedOrders orders, TextCatalog texts)
    {
        var spanish = texts.For(TextCatalog.Spanish);
        var english = texts.For(TextCatalog.English);
        return new ImportReport(
            orders.Created,
            orders.Updated,
            orders.Unchanged,
            [.. orders.Rejected.Select(r => Of(r.Row, r.Folio, "", "", r.Code, r.Data))],
            [.. orders.Warnings.Select(w => Of(w.Row, w.Folio, w.Field, w.Text, w.Code, w.Data))]
        );

        Remark Of(int row, string folio, string field, string text, string code, object? data) =>
            new(row, folio, field, text, code, spanish.Error(code, data), english.Error(code, data));
    }
}
