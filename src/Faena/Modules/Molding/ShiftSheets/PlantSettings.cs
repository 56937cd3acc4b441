using Faena.Kernel.Database;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>What the plant decided about its sheets and its scale.</summary>
internal sealed record PlantSettings
{
    public decimal PesoMaximoKg { get; init; }
    public decimal ToleranciaKg { get; init; }
    public decimal ToleranciaPct { get; init; }
    public decimal DesvioHorasPct { get; init; }
    public string Semaforo { get; init; } = "";

    public static async Task<PlantSettings> Read(DbWork work) => (await work.One<PlantSettings>(ReadSql))!;

    public static async Task<PlantSettings> Read(Db db, CancellationToken ct) => (await db.One<PlantSettings>(ReadSql, null, ct))!;

    private const string ReadSql = """
        SELECT peso_maximo_kg, tolerancia_kg, tolerancia_pct, desvio_horas_pct, semaforo FROM molding.planta
        """;
}
