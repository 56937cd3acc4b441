using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>The documented month of an order: its lines grouped by annex with 31 days each, blocked days and money.</summary>
public static class ShowSheet
{
    public static void Map(IEndpointRouteBuilder produccion) =>
        produccion
            .MapGet("/obtener_partidas_produccion", Handle)
            .Needs("contracts.read")
            .Of(Scope.Site("id_sitio"), Scope.Family("id_ot"))
            .Asks(SheetAddress.Query)
            .Refuses(404, "order_not_found")
            .Refuses(422);

    /// <summary>What <see cref="Write"/> writes.</summary>
    public sealed record Response(IReadOnlyList<Row> Partidas, IReadOnlyList<int> DiasBloqueados, SaveProduction.Totals Totales);

    /// <summary>A line, or before the lines of an annex its subtotal.</summary>
    /// <param name="IdPartidaImp">A line's id; text in a subtotal.</param>
    /// <param name="Dia">Null where nothing is planned or done.</param>
    public sealed record Row(
        [property: Either(typeof(long), typeof(string))] object IdPartidaImp,
        string Codigo,
        string Concepto,
        string Unidad,
        decimal VolTotalProyectado,
        decimal AcumuladoMes,
        decimal AcumuladoProgramado,
        string Archivo,
        string Anexo,
        [property: Sometimes] decimal PuMn,
        [property: Sometimes] decimal PuUsd,
        decimal MontoMn,
        decimal MontoUsd,
        bool EsSubtitulo,
        [property: Sometimes] bool Arrastrada,
        string EstatusGpu,
        [property: Sometimes, JsonPropertyName("_attributes")] RowLook Attributes,
        [property: EveryDay] Day? Dia
    );

    /// <summary>How the documented page draws a subtotal.</summary>
    public sealed record RowLook(bool Disabled, [property: JsonPropertyName("className")] RowClasses ClassName);

    public sealed record RowClasses(IReadOnlyList<string> Row);

    /// <param name="Version">What a save sends back, so that nobody's change is lost; null where the cell is empty.</param>
    public sealed record Day(
        decimal? Valor,
        decimal Programado,
        bool EsExcedente,
        decimal TeDia,
        decimal CmaDia,
        [property: Sometimes] decimal VolumenExcedente,
        [property: Sometimes] long? Version
    );

    private static async Task<Results<WrittenJson<Response>, ProblemHttpResult>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (SheetAddress.Parse(request.Query, errors) is not { } address)
        {
            return Problem.Invalid(errors);
        }
        var sheet = await ReadMonthSheet.Read(db, address, ct);
        return sheet switch
        {
            null => Problem.NotFound("order_not_found"),
            { IsOfSite: false } => Problem.Invalid("id_sitio", "site_not_of_order"),
            _ => new WrittenJson<Response>(json => Write(json, sheet, address.Minimum)),
        };
    }

    private static void Write(Utf8JsonWriter json, MonthSheet sheet, bool minimum)
    {
        json.WriteStartObject();
        json.WriteStartArray("partidas");
        foreach (var annex in sheet.Lines.GroupBy(l => l.AnnexKey))
        {
            WriteAnnex(json, sheet, annex.Key, [.. annex], minimum);
            foreach (var line in annex)
            {
                WriteLine(json, sheet, line, minimum);
            }
        }
        json.WriteEndArray();
        json.WriteStartArray("dias_bloqueados");
        foreach (var day in sheet.BlockedDays())
        {
            json.WriteNumberValue(day);
        }
        json.WriteEndArray();
        json.WritePropertyName("totales");
        WriteTotals(json, sheet.Totals());
        json.WriteEndObject();
    }

    internal static void WriteTotals(Utf8JsonWriter json, SheetTotals totals)
    {
        json.WriteStartObject();
        WriteMoney(json, "aut", totals.Authorised);
        WriteMoney(json, "ejec", totals.Executed);
        WriteMoney(json, "acum", totals.Before);
        WriteMoney(json, "ejec_familia", totals.ExecutedByFamily);
        WriteMoney(json, "resta", totals.Left);
        json.WriteEndObject();
    }

    private static void WriteMoney(Utf8JsonWriter json, string name, Money money)
    {
        json.WriteDecimal(name + "_mn", money.Mxn);
        json.WriteDecimal(name + "_usd", money.Usd);
    }

    private static void WriteLine(Utf8JsonWriter json, MonthSheet sheet, SheetLine line, bool minimum)
    {
        var executed = sheet.Executed(line);
        var days = DayOf(sheet, line, minimum);
        json.WriteStartObject();
        json.WriteNumber("id_partida_imp", line.Id);
        json.WriteString("codigo", line.Code);
        json.WriteString("concepto", line.Concept);
        json.WriteString("unidad", line.Unit);
        json.WriteDecimal("vol_total_proyectado", line.Authorised);
        json.WriteDecimal("acumulado_mes", sheet.CellsHere(line).Sum(c => c.Volume));
        json.WriteDecimal("acumulado_programado", line.Planned.Sum(p => p.Volume));
        json.WriteString("archivo", sheet.Head.Link);
        json.WriteString("anexo", line.AnnexKey);
        json.WriteDecimal("pu_mn", line.PriceMxn);
        json.WriteDecimal("pu_usd", line.PriceUsd);
        json.WriteDecimal("monto_mn", executed.Mxn);
        json.WriteDecimal("monto_usd", executed.Usd);
        json.WriteBoolean("es_subtitulo", false);
        json.WriteBoolean("arrastrada", line.CarriedOver);
        json.WriteString("estatus_gpu", days.Any(d => d.Record?.Excess > 0) ? "BLOQUEADO" : "AUTORIZADO");
        for (var day = 1; day <= Days; day++)
        {
            json.WritePropertyName(DayNames[day]);
            WriteDay(json, days[day], isLine: true);
        }
        json.WriteEndObject();
    }

    private static void WriteAnnex(Utf8JsonWriter json, MonthSheet sheet, string annex, IReadOnlyList<SheetLine> lines, bool minimum)
    {
        var executed = lines.Aggregate(default(Money), (sum, line) => sum + sheet.Executed(line));
        var days = new DaySum[Days + 1];
        foreach (var line in lines)
        {
            var own = DayOf(sheet, line, minimum);
            for (var day = 1; day <= Days; day++)
            {
                days[day] = days[day].Plus(own[day]);
            }
        }
        json.WriteStartObject();
        json.WriteString("id_partida_imp", "SUBTITULO_" + annex);
        json.WriteString("codigo", "");
        json.WriteString("concepto", "TOTAL ANEXO: " + annex);
        json.WriteString("unidad", "");
        json.WriteDecimal("vol_total_proyectado", lines.DistinctBy(l => l.PoolId).Sum(l => l.Authorised));
        json.WriteDecimal("acumulado_mes", lines.Sum(l => sheet.CellsHere(l).Sum(c => c.Volume)));
        json.WriteDecimal("acumulado_programado", lines.Sum(l => l.Planned.Sum(p => p.Volume)));
        json.WriteString("archivo", "");
        json.WriteString("anexo", annex);
        json.WriteDecimal("monto_mn", executed.Mxn);
        json.WriteDecimal("monto_usd", executed.Usd);
        json.WriteString("estatus_gpu", "");
        json.WriteBoolean("es_subtitulo", true);
        json.WriteStartObject("_attributes");
        json.WriteBoolean("disabled", true);
        json.WriteStartObject("className");
        json.WriteStartArray("row");
        foreach (var style in SubtotalClasses)
        {
            json.WriteStringValue(style);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        for (var day = 1; day <= Days; day++)
        {
            json.WritePropertyName(DayNames[day]);
            WriteDay(json, days[day], isLine: false);
        }
        json.WriteEndObject();
    }

    private const int Days = 31;

    // What the documented page colours a subtotal by, white on dark.
    private static readonly string[] SubtotalClasses = ["fila-subtitulo"];

    private static readonly string[] DayNames =
    [
        .. Enumerable.Range(0, Days + 1).Select(day => "dia" + day.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>What one day cell shows: the record of the asked time type, and the sums beside it.</summary>
    private readonly record struct DaySum(SheetCell? Record, decimal? Shown, decimal Planned, decimal Effective, decimal Minimum)
    {
        public bool IsEmpty => Shown is null && Planned == 0 && Effective == 0 && Minimum == 0;

        public DaySum Plus(DaySum other) =>
            new(
                null,
                other.Shown is null ? Shown : (Shown ?? 0) + other.Shown,
                Planned + other.Planned,
                Effective + other.Effective,
                Minimum + other.Minimum
            );
    }

    private static DaySum[] DayOf(MonthSheet sheet, SheetLine line, bool minimum)
    {
        var days = new DaySum[Days + 1];
        foreach (var cell in sheet.CellsHere(line))
        {
            var day = days[cell.Day];
            day = cell.Minimum ? day with { Minimum = cell.Volume } : day with { Effective = cell.Volume };
            days[cell.Day] = cell.Minimum == minimum ? day with { Record = cell, Shown = cell.Volume } : day;
        }
        foreach (var (planned, volume) in line.Planned)
        {
            days[planned] = days[planned] with { Planned = volume };
        }
        return days;
    }

    private static void WriteDay(Utf8JsonWriter json, DaySum day, bool isLine)
    {
        if (day.IsEmpty)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        if (day.Shown is { } shown)
        {
            json.WriteDecimal("valor", shown);
        }
        else
        {
            json.WriteNull("valor");
        }
        json.WriteDecimal("programado", day.Planned);
        json.WriteBoolean("es_excedente", day.Record?.Excess > 0);
        json.WriteDecimal("te_dia", day.Effective);
        json.WriteDecimal("cma_dia", day.Minimum);
        if (isLine)
        {
            json.WriteDecimal("volumen_excedente", day.Record?.Excess ?? 0);
            if (day.Record is { } record)
            {
                json.WriteNumber("version", record.Version);
            }
            else
            {
                json.WriteNull("version");
            }
        }
        json.WriteEndObject();
    }
}
