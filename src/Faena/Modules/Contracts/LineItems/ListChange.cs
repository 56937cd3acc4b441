using System.Globalization;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>A row of the order's list in use.</summary>
public sealed record CurrentRow
{
    public required long Id { get; init; }
    public required long IdImportacionAnexo { get; init; }
    public required string ModoPool { get; init; }
    public required long IdLineItem { get; init; }
    public required string ClaveAnexo { get; init; }
    public required string ClavePartida { get; init; }
    public required string ClaveDescripcion { get; init; }
    public required string IdPartida { get; init; }
    public required string DescripcionConcepto { get; init; }
    public required string Anexo { get; init; }
    public required long IdUnidadMedida { get; init; }
    public required decimal VolumenProyectado { get; init; }
    public required decimal PrecioUnitarioMn { get; init; }
    public required decimal PrecioUnitarioUsd { get; init; }
    public required bool Compartida { get; init; }
    public required bool Arrastrada { get; init; }
    public required int OrdenFila { get; init; }
    public required bool Producida { get; init; }

    public LineKey Key => new(ClaveAnexo, ClavePartida, ClaveDescripcion);
}

public sealed record PlannedRow(long IdPartidaAnexo, DateOnly Fecha, decimal VolumenProgramado);

/// <summary>A row of the list to be, as the statements read it.</summary>
public sealed record NewRow(
    string ClaveAnexo,
    string ClavePartida,
    string ClaveDescripcion,
    string IdPartida,
    string DescripcionConcepto,
    string Anexo,
    long IdUnidadMedida,
    decimal VolumenProyectado,
    decimal PrecioUnitarioMn,
    decimal PrecioUnitarioUsd,
    bool Compartida,
    bool Arrastrada,
    int OrdenFila,
    SortedDictionary<string, decimal> Programado
);

/// <summary>The difference between an order's list in use and a new one, and the rows the new one will have.</summary>
public sealed class ListChange
{
    public required IReadOnlyList<NewRow> Rows { get; init; }
    public required IReadOnlyList<CurrentRow> Missing { get; init; }
    public required IReadOnlyList<string> RepeatedCodes { get; init; }
    public required int Added { get; init; }
    public required int Changed { get; init; }
    public required int Unchanged { get; init; }
    public required bool ModeChanged { get; init; }
    public required bool SomethingLeaves { get; init; }

    public bool ChangesAnything => Added > 0 || Changed > 0 || ModeChanged || SomethingLeaves;

    public static ListChange Between(
        IReadOnlyList<CurrentRow> current,
        ILookup<long, PlannedRow> planned,
        IReadOnlyList<ListedLine> listed,
        IReadOnlyDictionary<string, long> units,
        ImportOptions options
    )
    {
        var before = current.ToDictionary(c => c.Key);
        var rows = NewRows(listed, units, options.PoolMode);
        var keys = listed.Select(l => l.Key).ToHashSet();
        var absent = current.Where(c => !keys.Contains(c.Key)).ToList();
        // A line that was carried over once is not asked about again.
        var missing = absent.Where(c => !(c.Arrastrada && c.Producida)).ToList();
        var kept = absent.Where(c => options.KeepMissing || (c.Arrastrada && c.Producida)).ToList();
        var changed = listed
            .Zip(rows)
            .Where(p => before.TryGetValue(p.First.Key, out var old) && !Same(old, p.Second, planned[old.Id]))
            .Count();
        var added = keys.Count(k => !before.ContainsKey(k));
        return new ListChange
        {
            Rows = [.. rows, .. kept.Select((c, i) => CarriedOver(c, planned[c.Id], listed.Count + i + 1))],
            Missing = missing,
            RepeatedCodes = RepeatedCodesOf(listed),
            Added = added,
            Changed = changed,
            Unchanged = rows.Count - added - changed,
            ModeChanged = current.Count == 0 || current[0].ModoPool != options.PoolMode,
            SomethingLeaves = absent.Count > kept.Count || kept.Any(c => !c.Arrastrada),
        };
    }

    private static List<NewRow> NewRows(IReadOnlyList<ListedLine> listed, IReadOnlyDictionary<string, long> units, string mode)
    {
        // Repeated codes share one quantity only where their volumes and prices agree: different volumes are separate quantities.
        var shared = listed
            .GroupBy(l => (l.Key.Annex, l.Key.Code))
            .Where(code => mode == PoolModes.Shared && code.Select(l => (l.Volume, l.PriceMxn, l.PriceUsd)).Distinct().Count() == 1)
            .Select(code => code.Key)
            .ToHashSet();
        return
        [
            .. listed.Select(
                (l, i) =>
                    new NewRow(
                        l.Key.Annex,
                        l.Key.Code,
                        l.Key.Concept,
                        l.Code,
                        l.Concept,
                        l.Annex,
                        units[l.Unit],
                        l.Volume,
                        l.PriceMxn,
                        l.PriceUsd,
                        shared.Contains((l.Key.Annex, l.Key.Code)),
                        false,
                        i + 1,
                        PlanOf(l.Planned.Select(p => (p.Key, p.Value)))
                    )
            ),
        ];
    }

    private static NewRow CarriedOver(CurrentRow row, IEnumerable<PlannedRow> planned, int order) =>
        new(
            row.ClaveAnexo,
            row.ClavePartida,
            row.ClaveDescripcion,
            row.IdPartida,
            row.DescripcionConcepto,
            row.Anexo,
            row.IdUnidadMedida,
            row.VolumenProyectado,
            row.PrecioUnitarioMn,
            row.PrecioUnitarioUsd,
            row.Compartida,
            true,
            order,
            PlanOf(planned.Select(p => (p.Fecha, p.VolumenProgramado)))
        );

    private static bool Same(CurrentRow old, NewRow row, IEnumerable<PlannedRow> planned) =>
        (old.IdPartida, old.DescripcionConcepto, old.Anexo, old.IdUnidadMedida, old.Compartida, old.Arrastrada)
            == (row.IdPartida, row.DescripcionConcepto, row.Anexo, row.IdUnidadMedida, row.Compartida, row.Arrastrada)
        && (old.VolumenProyectado, old.PrecioUnitarioMn, old.PrecioUnitarioUsd)
            == (row.VolumenProyectado, row.PrecioUnitarioMn, row.PrecioUnitarioUsd)
        && PlanOf(planned.Select(p => (p.Fecha, p.VolumenProgramado))).SequenceEqual(row.Programado);

    private static SortedDictionary<string, decimal> PlanOf(IEnumerable<(DateOnly Date, decimal Volume)> planned)
    {
        var plan = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (date, volume) in planned.Where(p => p.Volume > 0))
        {
            plan[date.ToString("O", CultureInfo.InvariantCulture)] = volume;
        }
        return plan;
    }

    private static List<string> RepeatedCodesOf(IReadOnlyList<ListedLine> listed) =>
        [
            .. listed
                .GroupBy(l => (l.Key.Annex, l.Key.Code))
                .Where(code => code.Count() > 1 && code.Select(l => (l.Volume, l.PriceMxn, l.PriceUsd)).Distinct().Count() == 1)
                .Select(code => $"{code.Key.Annex} {code.Key.Code}"),
        ];
}
