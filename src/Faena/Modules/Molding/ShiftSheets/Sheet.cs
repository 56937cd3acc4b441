using System.Text.Json.Serialization;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>A shift sheet as it is stored. Its weights are those of one revision of its order and never change.</summary>
public sealed record Sheet
{
    public long Id { get; init; }
    public Guid IdCliente { get; init; }
    public long IdOrden { get; init; }
    public long OrdenVersion { get; init; }
    public long IdMaquina { get; init; }
    public string Maquina { get; init; } = "";
    public long IdMolde { get; init; }
    public string Molde { get; init; } = "";
    public DateOnly Fecha { get; init; }
    public string Turno { get; init; } = Shift.Day;
    public TimeOnly HoraInicio { get; init; }
    public DateTime Inicio { get; init; }
    public long? ColadaInicial { get; init; }
    public long? ColadaFinal { get; init; }
    public int? DigitosContador { get; init; }
    public bool VueltaContador { get; init; }
    public long TotalColadas { get; init; }
    public string OrigenColadas { get; init; } = ShotSource.Counter;
    public decimal? TiempoCiclo { get; init; }
    public decimal? TiempoEnfriamiento { get; init; }
    public string? Hoja { get; init; }
    public decimal SnapshotTiempoCiclo { get; init; }
    public int SnapshotCavidades { get; init; }
    public decimal SnapshotPesoNetoGr { get; init; }
    public decimal SnapshotPesoNetoTiroGr { get; init; }
    public decimal SnapshotPesoColadaGr { get; init; }
    public string MotivoCavidades { get; init; } = "";
    public string Observacion { get; init; } = "";
    public IReadOnlyList<SheetWarning> Advertencias { get; init; } = [];
    public string CreadoPor { get; init; } = "";
    public DateTimeOffset FechaCreacion { get; init; }
    public long Version { get; init; } = 1;
    public bool Anulado { get; init; }
    public string MotivoAnulacion { get; init; } = "";
    public IReadOnlyList<Hour> Detalles { get; init; } = [];

    [JsonIgnore]
    public ShotWeights Weights => new(SnapshotCavidades, SnapshotPesoNetoTiroGr, SnapshotPesoColadaGr);

    [JsonIgnore]
    public ShotFigures Figures => SheetCalculation.Of(TotalColadas, Weights);

    [JsonIgnore]
    public Tag Tag => new(Version);

    /// <param name="Desde">Wall clock: after midnight of a night shift it is the next date.</param>
    public sealed record Hour(
        DateTime Desde,
        int Minutos,
        string Maquinista,
        long? IdColor,
        string Color,
        long Coladas,
        string Observacion,
        decimal MermaKg,
        string ColorMerma,
        string MotivoMerma
    )
    {
        [JsonIgnore]
        public (DateTime From, int Minutes) Span => (Desde, Minutos);

        [JsonIgnore]
        public string Text => Slot.Text(TimeOnly.FromDateTime(Desde), Minutos);
    }
}
