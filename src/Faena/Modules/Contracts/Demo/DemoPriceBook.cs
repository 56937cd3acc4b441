using Faena.Kernel.Xlsx;

namespace Faena.Modules.Contracts.Demo;

/// <summary>The invented concepts as a workbook of the contract: a sheet for each annex, which the office sends in.</summary>
internal static class DemoPriceBook
{
    // The contract foresees some ten orders of a hundred days.
    private const int DaysOfTheContract = 1_000;

    public static byte[] ToWorkbook()
    {
        using var file = new MemoryStream();
        using (var book = new XlsxWriter(file))
        {
            foreach (var annex in DemoConcepts.All.GroupBy(c => c.Annex, StringComparer.Ordinal))
            {
                Write(book.Sheet("Anexo " + annex.Key, new XlsxLayout { HeaderRows = 1 }), annex);
            }
        }
        return file.ToArray();
    }

    private static void Write(XlsxSheetWriter sheet, IEnumerable<DemoConcept> concepts)
    {
        sheet.Header("ANEXO", "PARTIDA", "CONCEPTO", "UNIDAD", "CANTIDADES DE REFERENCIA", "P.U. MN", "P.U. USD");
        foreach (var concept in concepts)
        {
            sheet
                .Row()
                .Text(concept.Annex)
                .Text(concept.Code)
                .Text(concept.Text)
                .Text(concept.Unit)
                .Volume(DemoConcepts.FirstOfCode(concept).Daily * DaysOfTheContract)
                .Money(concept.Mxn)
                .Money(concept.Usd);
        }
    }
}
