using Faena.Kernel.Http;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>The body of a sheet, read by <see cref="SheetBody"/>.</summary>
/// <param name="IdCliente">Given by the device: a sheet sent twice is one sheet.</param>
/// <param name="Cavidades">Fewer than the order's where cavities are blocked; needs its reason.</param>
public sealed record SheetRequest(
    Written<Guid>? IdCliente,
    string Maquina,
    Written<DateOnly> Fecha,
    string Turno,
    string HoraInicio,
    Written<long>? ColadaInicial,
    Written<long>? ColadaFinal,
    Written<int>? DigitosContador,
    bool? VueltaContador,
    Written<decimal>? TiempoCiclo,
    Written<decimal>? TiempoEnfriamiento,
    string? Hoja,
    Written<int>? Cavidades,
    string? MotivoCavidades,
    string? Observacion,
    IReadOnlyList<SheetRequest.Hour>? Detalles,
    long? Version
)
{
    /// <param name="Maquinista">Blank or a ditto mark: the one above. The same holds for the colour.</param>
    /// <param name="Coladas">Null beside nothing else: a line of the paper that nobody filled in.</param>
    public sealed record Hour(
        string Hora,
        string? Maquinista,
        string? Color,
        Optional<Written<long>?> Coladas,
        string? Observacion,
        Written<decimal>? MermaKg,
        string? ColorMerma,
        string? MotivoMerma
    );
}
