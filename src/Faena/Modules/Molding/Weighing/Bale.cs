using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;

namespace Faena.Modules.Molding.Weighing;

/// <summary>A weighed bale as it is stored.</summary>
internal sealed record Bale
{
    public long Id { get; init; }
    public Guid IdCliente { get; init; }
    public long IdRegistro { get; init; }
    public string Serie { get; init; } = "";
    public decimal PesoKg { get; init; }
    public long? IdColor { get; init; }
    public string Color { get; init; } = "";
    public string Operador { get; init; } = "";
    public string Balanza { get; init; } = "";
    public bool Manual { get; init; }
    public DateTimeOffset HoraRegistro { get; init; }
    public bool Anulado { get; init; }
    public string MotivoAnulacion { get; init; } = "";
}

/// <summary>A weighing as answers carry it.</summary>
/// <param name="Codigo">What stands on the bale's label.</param>
/// <param name="Manual">Typed by hand, not read from a scale.</param>
/// <param name="HoraRegistro">The plant's wall clock.</param>
public sealed record BaleDocument(
    long Id,
    Guid IdCliente,
    long IdRegistro,
    decimal PesoKg,
    string Color,
    DateTime HoraRegistro,
    bool Anulado,
    string? MotivoAnulacion,
    string Codigo,
    string Operador,
    string Balanza,
    bool Manual
)
{
    internal static BaleDocument Of(Bale bale, TimeZoneInfo zone) =>
        new(
            bale.Id,
            bale.IdCliente,
            bale.IdRegistro,
            bale.PesoKg.Trimmed(),
            bale.Color,
            WallClock.Of(bale.HoraRegistro, zone),
            bale.Anulado,
            bale.Anulado ? bale.MotivoAnulacion : null,
            bale.Serie,
            bale.Operador,
            bale.Balanza,
            bale.Manual
        );

    /// <summary>As it was answered when the bale was weighed, whatever became of it since.</summary>
    internal static BaleDocument First(Bale bale, TimeZoneInfo zone) => Of(bale with { Anulado = false }, zone);
}
