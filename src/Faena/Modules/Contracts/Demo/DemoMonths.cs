using System.Text.Json.Nodes;
using Faena.Kernel.Demo;

namespace Faena.Modules.Contracts.Demo;

/// <summary>
/// Two months of daily work, entered as people enter them: for each month and site the orders that stand there are read, their sheets
/// filled on the days that are open, the days marked, and after a while signed.
/// </summary>
internal sealed class DemoMonths(DemoStage stage, IReadOnlyDictionary<string, DemoOrder> orders)
{
    private const string Field = "field";
    private const string Supervisor = "supervisor";

    private const int DaysBack = 61;

    // Of a hundred days.
    private const int ProductiveDays = 80;
    private const int StandbyDays = 92;

    // The last days have their volumes, but nobody has marked them yet.
    private const int NotYetMarked = 2;

    private static readonly Dictionary<string, DemoConcept> Concepts = DemoConcepts.All.ToDictionary(c => c.Text, StringComparer.Ordinal);

    private readonly Random dice = new(DaysBack);

    private DateOnly First => stage.Today.AddDays(-DaysBack);

    public async Task Play(IReadOnlyDictionary<DemoSite, long> sites, CancellationToken ct)
    {
        for (var month = MonthOf(First); month.First <= stage.Today; month = MonthOf(month.Last.AddDays(1)))
        {
            foreach (var (site, id) in sites)
            {
                await PlaySite(month, site, id, ct);
            }
        }
    }

    private static Month MonthOf(DateOnly day) => new(day.Year, day.Month);

    private async Task PlaySite(Month month, DemoSite site, long siteId, CancellationToken ct)
    {
        var grid = await stage.Get(Field, $"/api/produccion/ots_por_sitio_grid?id_sitio={siteId}&mes={month.Number}&anio={month.Year}", ct);
        var marks = new List<Mark>();
        foreach (var row in grid["reportes_diarios"]!.AsArray())
        {
            var order = orders[(string)row!["ot"]!];
            var days = OpenDays(row, order, month).Select(day => new Mark((long)row["id_ot"]!, day, LabelOf())).ToList();
            if (days.Count > 0)
            {
                await EnterVolumes(new Sheet(order, site, siteId, month), days, ct);
                await LinkFolder(days[0].OrderId, order, month, ct);
                marks.AddRange(days);
            }
        }
        var marked = marks.Where(m => AgeOf(month, m.Day) >= NotYetMarked).ToList();
        await SaveDays(Field, month, siteId, marked.Select(m => (m, (string?)m.Label)), ct);
        await SaveDays(Supervisor, month, siteId, marked.Select(m => (m, SignatureAt(AgeOf(month, m.Day)))), ct);
    }

    private sealed record Mark(long OrderId, int Day, string Label);

    private sealed record Sheet(DemoOrder Order, DemoSite Site, long SiteId, Month Month);

    private int AgeOf(Month month, int day) => stage.Today.DayNumber - month.Day(day).DayNumber;

    private IEnumerable<int> OpenDays(JsonNode row, DemoOrder order, Month month)
    {
        var blocked = row["dias_bloqueados"]!.AsArray().Select(d => (int)d!).ToHashSet();
        var last = stage.Today.AddDays(order.WorksUntil);
        return Enumerable.Range(1, month.Days).Where(day => !blocked.Contains(day) && month.Day(day) >= First && month.Day(day) <= last);
    }

    private string LabelOf() =>
        dice.Next(100) switch
        {
            < ProductiveDays => "PRODUCTIVO",
            < StandbyDays => "STANDBY",
            _ => "NO PRODUCTIVO",
        };

    private static string? SignatureAt(int age) =>
        age switch
        {
            > 21 => "CERRADO",
            > 14 => "FALTA FIRMA PEMEX",
            > 7 => "PROCESO",
            > 4 => "PENDIENTE",
            _ => null,
        };

    /// <summary>Effective time on productive days; on standby the crew and its equipment are paid their minimum.</summary>
    private async Task EnterVolumes(Sheet sheet, IReadOnlyList<Mark> days, CancellationToken ct)
    {
        var order = days[0].OrderId;
        var read = await stage.Get(
            Field,
            $"/api/produccion/obtener_partidas_produccion?id_ot={order}&mes={sheet.Month.Number}&anio={sheet.Month.Year}&tipo_tiempo=TE&id_sitio={sheet.SiteId}",
            ct
        );
        var effective = new List<object>();
        var minimum = new List<object>();
        foreach (var line in read["partidas"]!.AsArray().Where(l => !(bool)l!["es_subtitulo"]!))
        {
            var concept = Concepts[(string)line!["concepto"]!];
            foreach (var mark in days.Where(d => sheet.Order.Does(concept, sheet.Site) && IsWorked(concept, sheet.Month.Day(d.Day))))
            {
                if (mark.Label == "PRODUCTIVO")
                {
                    effective.Add(CellOf(line, mark.Day, VolumeOf(concept)));
                }
                else if (mark.Label == "STANDBY" && concept.Annex is "C-4" or "C-5")
                {
                    minimum.Add(CellOf(line, mark.Day, concept.Daily));
                }
            }
        }
        await SaveVolumes(sheet, order, TimeTypes.Effective, effective, ct);
        await SaveVolumes(sheet, order, TimeTypes.Minimum, minimum, ct);
    }

    // Plans are kept on most days.
    private bool IsWorked(DemoConcept concept, DateOnly day) => DemoList.IsWorkedOn(concept, day) && dice.Next(10) > 0;

    private decimal VolumeOf(DemoConcept concept)
    {
        var volume = concept.Daily * dice.Next(60, 131) / 100;
        return concept.IsWhole ? decimal.Max(1, decimal.Round(volume, MidpointRounding.AwayFromZero)) : decimal.Round(volume, 2);
    }

    private static object CellOf(JsonNode line, int day, decimal volume) =>
        new
        {
            id_partida_imp = (long)line["id_partida_imp"]!,
            dia = day,
            valor = volume,
        };

    private async Task SaveVolumes(Sheet sheet, long order, string type, List<object> cells, CancellationToken ct)
    {
        if (cells.Count > 0)
        {
            var body = new
            {
                id_ot = order,
                mes = sheet.Month.Number,
                anio = sheet.Month.Year,
                tipo_tiempo = type,
                id_sitio = sheet.SiteId,
                celdas = cells,
            };
            await stage.Post(Field, "/api/produccion/guardar_produccion_masiva", body, ct);
        }
    }

    private async Task SaveDays(string who, Month month, long site, IEnumerable<(Mark Mark, string? Label)> days, CancellationToken ct)
    {
        var cells = days.Where(d => d.Label is not null)
            .Select(d => new
            {
                id_ot = d.Mark.OrderId,
                dia = d.Mark.Day,
                valor = d.Label,
            })
            .ToList();
        if (cells.Count > 0)
        {
            var body = new
            {
                mes = month.Number,
                anio = month.Year,
                id_sitio = site,
                celdas = cells,
            };
            await stage.Post(who, "/api/produccion/guardar_reportes_diarios_masiva", body, ct);
        }
    }

    /// <summary>The running month has its folder only where somebody was early.</summary>
    private async Task LinkFolder(long order, DemoOrder demo, Month month, CancellationToken ct)
    {
        if (month.Last < stage.Today || demo.Number % 3 == 0)
        {
            var body = new
            {
                id_ot = order,
                mes = month.Number,
                anio = month.Year,
                archivo = $"https://example.com/demo/{demo.Folio}/{month.Year}-{month.Number:00}",
            };
            await stage.Post(Field, "/api/produccion/guardar_archivo_mensual", body, ct);
        }
    }
}
