using Faena.Kernel.Http;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>A volume somebody asks to store in the sheet's time type and site; null clears the cell.</summary>
/// <param name="Path">Where it stands in the request.</param>
public sealed record AskedChange(long LineId, int Day, decimal? Volume, Optional<long?> Read, string Path);

/// <summary>A cell that cannot be taken, and why.</summary>
public sealed record CellFault(long? LineId, int? Day, string Code, string Path);

/// <summary>The cells of a request, checked as far as that needs no database: their numbers, days and repetitions.</summary>
public sealed record AskedChanges(IReadOnlyList<AskedChange> Changes, IReadOnlyList<CellFault> Faults)
{
    private const int MostCells = 50_000;
    private const int MostDays = 31;

    public static AskedChanges Read(SaveProduction.Request request, Month month)
    {
        var changes = new List<AskedChange>();
        var faults = new List<CellFault>();
        var seen = new HashSet<(long, int)>();

        for (var i = 0; i < (request.Celdas?.Count ?? 0); i++)
        {
            var path = $"celdas[{i}]";
            if (request.Celdas![i] is not { IdPartidaImp: { } line, Dia: { } day } cell)
            {
                faults.Add(new CellFault(request.Celdas[i]?.IdPartidaImp, request.Celdas[i]?.Dia, "required", path));
                continue;
            }
            Take(line, day, cell.Valor, cell.Version, path);
        }
        for (var i = 0; i < (request.Partidas?.Count ?? 0); i++)
        {
            var path = $"partidas[{i}]";
            if (request.Partidas![i] is not { IdPartidaImp: { } line } row)
            {
                faults.Add(new CellFault(null, null, "required", path + ".id_partida_imp"));
                continue;
            }
            for (var day = 1; day <= (row.Valores?.Count ?? 0); day++)
            {
                if (day > MostDays)
                {
                    faults.Add(new CellFault(line, day, "too_many_days", path + ".valores"));
                    break;
                }
                Take(line, day, row.Valores![day - 1], default, $"{path}.valores[{day - 1}]");
            }
        }
        if (changes.Count > MostCells)
        {
            faults.Add(new CellFault(null, null, "too_many_cells", "celdas"));
        }
        return new AskedChanges(changes, faults);

        void Take(long line, int day, Quantity? quantity, Optional<long?> read, string path)
        {
            var clears = quantity is null or { Fits: true, Value: 0 };
            if (day is < 1 or > MostDays || (day > month.Days && !clears))
            {
                faults.Add(new CellFault(line, day, "no_such_day", path));
            }
            else if (quantity?.Fault is { } fault)
            {
                faults.Add(new CellFault(line, day, fault, path));
            }
            else if (!seen.Add((line, day)))
            {
                faults.Add(new CellFault(line, day, "cell_repeated", path));
            }
            else if (day <= month.Days)
            {
                changes.Add(new AskedChange(line, day, clears ? null : quantity!.Value.Value, read, path));
            }
        }
    }
}
