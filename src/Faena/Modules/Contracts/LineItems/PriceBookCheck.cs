using Faena.Kernel.Database;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>
/// Compares a list with the contract's price book. Where the book holds a line's annex and code, concept and unit must be the
/// book's, and a book price above zero wins. Lines the book does not hold are taken as given.
/// </summary>
internal static class PriceBookCheck
{
    public static async Task<IReadOnlyList<ListedLine>> Apply(
        DbWork work,
        IReadOnlyList<ListedLine> lines,
        IReadOnlyDictionary<string, long> unitIds,
        List<LineFault> faults
    )
    {
        var wanted = lines.Select(l => (l.Key.Annex, l.Key.Code)).Distinct().ToList();
        var args = new { annexes = wanted.Select(w => w.Annex).ToArray(), codes = wanted.Select(w => w.Code).ToArray() };
        var concepts = (await work.Query<Concept>(ConceptsSql, args)).ToLookup(c => (c.ClaveAnexo, c.ClavePartida));
        return [.. lines.Select(line => Priced(line, concepts[(line.Key.Annex, line.Key.Code)].ToList(), unitIds, faults))];
    }

    private sealed record Concept(
        string ClaveAnexo,
        string ClavePartida,
        string ClaveDescripcion,
        long IdUnidad,
        string Unidad,
        decimal PrecioUnitarioMn,
        decimal PrecioUnitarioUsd
    );

    private static ListedLine Priced(
        ListedLine line,
        List<Concept> concepts,
        IReadOnlyDictionary<string, long> unitIds,
        List<LineFault> faults
    )
    {
        if (concepts.Count == 0)
        {
            return line;
        }
        var sameConcept = concepts.Where(c => c.ClaveDescripcion == line.Key.Concept).ToList();
        if (sameConcept.Count == 0)
        {
            faults.Add(new LineFault(line.Index, LineMembers.Concept, "concept_differs_from_book", new { partida = line.Code }));
            return line;
        }
        var match = sameConcept.Find(c => c.IdUnidad == unitIds[line.Unit]);
        if (match is null)
        {
            var data = new { unidad = line.Unit, esperada = sameConcept[0].Unidad };
            faults.Add(new LineFault(line.Index, LineMembers.Unit, "unit_differs_from_book", data));
            return line;
        }
        return line with
        {
            PriceMxn = match.PrecioUnitarioMn > 0 ? match.PrecioUnitarioMn : line.PriceMxn,
            PriceUsd = match.PrecioUnitarioUsd > 0 ? match.PrecioUnitarioUsd : line.PriceUsd,
        };
    }

    private const string ConceptsSql = """
        SELECT c.clave_anexo, c.clave_partida, c.clave_descripcion, c.id_unidad, u.clave AS unidad, c.precio_unitario_mn, c.precio_unitario_usd
        FROM unnest(@annexes::text[], @codes::text[]) AS w (annex, code)
        JOIN contracts.contrato_concepto_maestro c ON c.clave_anexo = w.annex AND c.clave_partida = w.code AND c.activo
        JOIN catalog.v_unidad_medida u ON u.id = c.id_unidad
        """;
}
