namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>The body of a sheet, as OpenAPI describes it; <see cref="SheetBody"/> reads it.</summary>
/// <param name="IdCliente">Given by the device: a sheet sent twice is one sheet.</param>
/// <param name="Cavidades">Fewer than the order's where cavities are blocked; needs its reason.</param>
public sealed record SheetRequest(
    Guid? IdCliente,
    string Maquina,
    DateOnly Fecha,
    string Turno,
    string HoraInicio,
    long? ColadaInicial,
    long? ColadaFinal,
    int? DigitosContador,
    bool? VueltaContador,
    decimal? TiempoCiclo,
    decimal? TiempoEnfriamiento,
    string? Hoja,
    int? Cavidades,
    string? MotivoCavidades,
    string? Observacion,
    IReadOnlyList<SheetRequest.Hour>? Detalles,
    long? Version
)
{
    /// <param name="Maquinista">Blank or a ditto mark: the one above. The same holds for the colour.</param>
    public sealed record Hour(
        string Hora,
        string? Maquinista,
        string? Color,
        long Coladas,
        string? Observacion,
        decimal? MermaKg,
        string? ColorMerma,
        string? MotivoMerma
    );
}
