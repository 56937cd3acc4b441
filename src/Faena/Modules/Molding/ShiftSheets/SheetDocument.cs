using System.Globalization;
using System.Text.Json.Serialization;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Modules.Molding.Orders;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>
/// A sheet as <c>GET /api/ordenes/{op}/registros</c> gives it: the members of the documented contract in its own spelling, and beside
/// them what the contract has no word for. Kilos are gross unless they say net.
/// </summary>
public sealed record SheetDocument(
    [property: JsonPropertyName("ID Registro")] long Id,
    [property: JsonPropertyName("FECHA")] DateOnly Fecha,
    [property: JsonPropertyName("Turno")] string Turno,
    [property: JsonPropertyName("Maquina")] string Maquina,
    [property: JsonPropertyName("Hora Inicio")] string HoraInicio,
    [property: JsonPropertyName("Colada Ini")] long? ColadaIni,
    [property: JsonPropertyName("Colada Fin")] long? ColadaFin,
    [property: JsonPropertyName("Total Coladas (Calc)")] long TotalColadas,
    [property: JsonPropertyName("Total Piezas (Est)")] long TotalPiezas,
    [property: JsonPropertyName("Total Kg (Est)")] decimal TotalKg,
    [property: JsonPropertyName("Total Kg Neto (Est)")] decimal TotalKgNeto,
    IReadOnlyList<SheetDocument.Hour> Detalles,
    string OrigenColadas,
    IReadOnlyList<SheetWarning.Said> Advertencias
)
{
    public sealed record Hour(
        string Hora,
        string Maquinista,
        string Color,
        long Coladas,
        long Piezas,
        decimal Kg,
        decimal KgNeto,
        string Observacion,
        decimal MermaKg,
        string ColorMerma,
        string MotivoMerma
    );

    public required string NumeroOp { get; init; }
    public required Guid IdCliente { get; init; }
    public required string Molde { get; init; }
    public required string? Hoja { get; init; }
    public required int? DigitosContador { get; init; }
    public required bool VueltaContador { get; init; }
    public required decimal? TiempoCiclo { get; init; }
    public required decimal? TiempoEnfriamiento { get; init; }
    public required string Observacion { get; init; }
    public required decimal TotalMermaKg { get; init; }
    public required int SnapshotCavidades { get; init; }
    public required decimal SnapshotPesoNetoGr { get; init; }
    public required decimal SnapshotPesoColadaGr { get; init; }
    public required string MotivoCavidades { get; init; }
    public required string CreadoPor { get; init; }
    public required DateTime FechaCreacion { get; init; }
    public required bool Anulado { get; init; }
    public required string MotivoAnulacion { get; init; }
    public required long Version { get; init; }

    /// <summary>The header's figures with all their places.</summary>
    public required ShotFigures Calculo { get; init; }

    internal static SheetDocument Of(Sheet sheet, string number, Texts texts, TimeZoneInfo zone)
    {
        var figures = sheet.Figures;
        return new SheetDocument(
            sheet.Id,
            sheet.Fecha,
            sheet.Turno,
            sheet.Maquina,
            sheet.HoraInicio.ToString("HH\\:mm", CultureInfo.InvariantCulture),
            sheet.ColadaInicial,
            sheet.ColadaFinal,
            figures.Coladas,
            figures.Piezas,
            Shown.Round(figures.Kg).Trimmed(),
            Shown.Round(figures.KgNeto).Trimmed(),
            HoursOf(sheet),
            sheet.OrigenColadas,
            [.. sheet.Advertencias.Select(w => w.In(texts))]
        )
        {
            NumeroOp = number,
            IdCliente = sheet.IdCliente,
            Molde = sheet.Molde,
            Hoja = sheet.Hoja,
            DigitosContador = sheet.DigitosContador,
            VueltaContador = sheet.VueltaContador,
            TiempoCiclo = sheet.TiempoCiclo?.Trimmed(),
            TiempoEnfriamiento = sheet.TiempoEnfriamiento?.Trimmed(),
            Observacion = sheet.Observacion,
            TotalMermaKg = sheet.Detalles.Sum(r => r.MermaKg).Trimmed(),
            SnapshotCavidades = sheet.SnapshotCavidades,
            SnapshotPesoNetoGr = sheet.SnapshotPesoNetoGr.Trimmed(),
            SnapshotPesoColadaGr = sheet.SnapshotPesoColadaGr.Trimmed(),
            MotivoCavidades = sheet.MotivoCavidades,
            CreadoPor = sheet.CreadoPor,
            FechaCreacion = WallClock.Of(sheet.FechaCreacion, zone),
            Anulado = sheet.Anulado,
            MotivoAnulacion = sheet.MotivoAnulacion,
            Version = sheet.Version,
            Calculo = figures with { Kg = figures.Kg.Trimmed(), KgNeto = figures.KgNeto.Trimmed() },
        };
    }

    internal static IReadOnlyList<Hour> HoursOf(Sheet sheet)
    {
        var figures = sheet.Detalles.Select(r => SheetCalculation.Of(r.Coladas, sheet.Weights)).ToList();
        // Rows that explain the whole header add up to it as shown; others stand for themselves.
        var isWhole = figures.Sum(f => f.Coladas) == sheet.TotalColadas;
        var gross = Parts([.. figures.Select(f => f.Kg)], sheet.Figures.Kg, isWhole);
        var net = Parts([.. figures.Select(f => f.KgNeto)], sheet.Figures.KgNeto, isWhole);
        return
        [
            .. sheet.Detalles.Select(
                (r, i) =>
                    new Hour(
                        r.Text,
                        r.Maquinista,
                        r.Color,
                        r.Coladas,
                        figures[i].Piezas,
                        gross[i].Trimmed(),
                        net[i].Trimmed(),
                        r.Observacion,
                        r.MermaKg.Trimmed(),
                        r.ColorMerma,
                        r.MotivoMerma
                    )
            ),
        ];
    }

    private static IReadOnlyList<decimal> Parts(IReadOnlyList<decimal> kilos, decimal total, bool isWhole) =>
        isWhole ? Shown.Parts(kilos, Shown.Round(total)) : [.. kilos.Select(k => Shown.Round(k))];
}
