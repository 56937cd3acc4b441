namespace Faena.Modules.Contracts.Demo;

/// <summary>A concept of the invented price book.</summary>
/// <param name="Daily">How much of it a crew does on a good day: what quantities and volumes are made up from.</param>
internal sealed record DemoConcept(string Annex, string Code, string Text, string Unit, decimal Mxn, decimal Usd, decimal Daily)
{
    /// <summary>Comes in pieces: half a valve is not installed.</summary>
    public bool IsWhole => Unit is "PIEZA" or "JORNADA" or "JUNTA" or "SERVICIO";
}

/// <summary>
/// The invented price book: C-2 workshop, C-3 site work, C-4 crew, C-5 equipment, C3EXT extraordinary concepts. Some prices are in
/// pesos, some in dollars, some in both; code 4.3. is one quantity with three variants.
/// </summary>
internal static class DemoConcepts
{
    public static IReadOnlyList<DemoConcept> All { get; } =
    [
        new("C-2", "2.1.", "FABRICACIÓN DE ESTRUCTURA LIGERA", "TON", 48_500m, 0, 1.2m),
        new("C-2", "2.2.", "FABRICACIÓN DE ESTRUCTURA PESADA", "TON", 61_250m, 0, 2.4m),
        new("C-2", "2.3.", "FABRICACIÓN DE BARANDAL TUBULAR", "M", 1_840m, 0, 18m),
        new("C-2", "2.4.", "FABRICACIÓN DE ESCALERA MARINA", "PIEZA", 23_900m, 0, 1m),
        new("C-2", "2.5.", "PLACA DE ACERO A-36", "KG", 42.5m, 0, 350m),
        new("C-2", "2.6.", "REJILLA ELECTROFORJADA GALVANIZADA", "M2", 3_275m, 96m, 14m),
        new("C-2", "2.7.", "PREFABRICACIÓN DE TUBERÍA DE 4 PULGADAS", "M", 2_150m, 38.5m, 12m),
        new("C-2", "2.8.", "PREFABRICACIÓN DE TUBERÍA DE 8 PULGADAS", "M", 3_980m, 71.25m, 9m),
        new("C-2", "2.9.", "PREFABRICACIÓN DE TUBERÍA DE 12 PULGADAS", "M", 5_640m, 118m, 6m),
        new("C-2", "2.10.", "SOPORTE DE TUBERÍA TIPO ZAPATA", "PIEZA", 4_120m, 0, 5m),
        new("C-2", "2.11.", "CODO DE 90 GRADOS, 8 PULGADAS", "PIEZA", 0, 415m, 3m),
        new("C-2", "2.12.", "BRIDA CUELLO SOLDABLE, 8 PULGADAS", "PIEZA", 0, 298.75m, 4m),
        new("C-2", "2.13.", "LIMPIEZA CON CHORRO DE ARENA EN TALLER", "M2", 385m, 0, 60m),
        new("C-2", "2.14.", "RECUBRIMIENTO EPÓXICO EN TALLER", "M2", 612.4m, 0, 55m),
        new("C-2", "2.15.", "GALVANIZADO POR INMERSIÓN", "KG", 38.9m, 0, 280m),
        new("C-2", "2.16.", "PRUEBA HIDROSTÁTICA EN TALLER", "SERVICIO", 18_700m, 0, 1m),
        new("C-3", "3.1.", "MONTAJE DE ESTRUCTURA LIGERA", "TON", 72_300m, 640m, 0.9m),
        new("C-3", "3.2.", "MONTAJE DE ESTRUCTURA PESADA", "TON", 88_150m, 910m, 1.6m),
        new("C-3", "3.3.", "DESMANTELAMIENTO DE ESTRUCTURA", "TON", 54_020m, 0, 1.4m),
        new("C-3", "3.4.", "INSTALACIÓN DE BARANDAL TUBULAR", "M", 1_310m, 0, 15m),
        new("C-3", "3.5.", "INSTALACIÓN DE REJILLA", "M2", 1_125m, 0, 12m),
        new("C-3", "3.6.", "INSTALACIÓN DE TUBERÍA DE 4 PULGADAS", "M", 3_420m, 52m, 8m),
        new("C-3", "3.7.", "INSTALACIÓN DE TUBERÍA DE 8 PULGADAS", "M", 5_870m, 88m, 6m),
        new("C-3", "3.8.", "INSTALACIÓN DE TUBERÍA DE 12 PULGADAS", "M", 8_240m, 131.5m, 4m),
        new("C-3", "3.9.", "JUNTA SOLDADA DE 4 PULGADAS", "JUNTA", 6_150m, 0, 4m),
        new("C-3", "3.10.", "JUNTA SOLDADA DE 8 PULGADAS", "JUNTA", 10_480m, 0, 3m),
        new("C-3", "3.11.", "JUNTA SOLDADA DE 12 PULGADAS", "JUNTA", 15_900m, 0, 2m),
        new("C-3", "3.12.", "INSTALACIÓN DE VÁLVULA DE 8 PULGADAS", "PIEZA", 12_340m, 220m, 2m),
        new("C-3", "3.13.", "RETIRO DE VÁLVULA DE 8 PULGADAS", "PIEZA", 7_800m, 0, 2m),
        new("C-3", "3.14.", "LIMPIEZA CON CHORRO DE ARENA EN SITIO", "M2", 745m, 0, 38m),
        new("C-3", "3.15.", "RECUBRIMIENTO ANTICORROSIVO EN SITIO", "M2", 968.3m, 0, 34m),
        new("C-3", "3.16.", "ANDAMIO TUBULAR, ARMADO Y DESARMADO", "M3", 212m, 0, 90m),
        new("C-3", "3.17.", "INSPECCIÓN CON ULTRASONIDO", "JUNTA", 1_960m, 0, 6m),
        new("C-3", "3.18.", "INSPECCIÓN RADIOGRÁFICA", "JUNTA", 0, 164m, 4m),
        new("C-3", "3.19.", "PRUEBA DE HERMETICIDAD EN SITIO", "SERVICIO", 26_500m, 0, 1m),
        new("C-4", "4.1.", "SUPERVISOR DE OBRA", "JORNADA", 4_950m, 0, 1m),
        new("C-4", "4.2.", "INSPECTOR DE SEGURIDAD", "JORNADA", 4_310m, 0, 1m),
        new("C-4", "4.3.", "OFICIAL SOLDADOR", "JORNADA", 3_780m, 0, 2m),
        new("C-4", "4.3.", "OFICIAL TUBERO", "JORNADA", 3_780m, 0, 2m),
        new("C-4", "4.3.", "OFICIAL PAILERO", "JORNADA", 3_780m, 0, 1m),
        new("C-4", "4.4.", "OFICIAL PINTOR", "JORNADA", 2_890m, 0, 2m),
        new("C-4", "4.5.", "AYUDANTE GENERAL", "JORNADA", 1_925m, 0, 4m),
        new("C-4", "4.6.", "OPERADOR DE GRÚA", "JORNADA", 4_120m, 0, 1m),
        new("C-4", "4.7.", "ELECTRICISTA", "JORNADA", 3_460m, 0, 1m),
        new("C-4", "4.8.", "TÉCNICO INSTRUMENTISTA", "JORNADA", 3_905m, 0, 1m),
        new("C-4", "4.9.", "ANDAMIERO", "JORNADA", 2_640m, 0, 3m),
        new("C-4", "4.10.", "BUZO DE POCA PROFUNDIDAD", "JORNADA", 9_870m, 145m, 1m),
        new("C-5", "5.1.", "GRÚA DE 60 TONELADAS", "JORNADA", 38_600m, 0, 1m),
        new("C-5", "5.2.", "COMPRESOR DE AIRE", "JORNADA", 5_240m, 0, 1m),
        new("C-5", "5.3.", "MÁQUINA DE SOLDAR", "JORNADA", 1_870m, 0, 3m),
        new("C-5", "5.4.", "EQUIPO DE CHORRO DE ARENA", "JORNADA", 4_415m, 0, 1m),
        new("C-5", "5.5.", "EQUIPO DE PINTURA SIN AIRE", "JORNADA", 2_960m, 0, 1m),
        new("C-5", "5.6.", "GENERADOR ELÉCTRICO DE 100 KW", "JORNADA", 6_780m, 0, 1m),
        new("C-5", "5.7.", "LANCHA DE PERSONAL", "JORNADA", 0, 1_850m, 1m),
        new("C-5", "5.8.", "MONTACARGAS DE 5 TONELADAS", "JORNADA", 4_030m, 0, 1m),
        new("C-5", "5.9.", "CONSUMO DE DIÉSEL", "LITRO", 26.85m, 0, 180m),
        new("C3EXT", "C3EXT-001", "REPARACIÓN DE CONCRETO EN CUBIERTA", "M2", 2_480m, 0, 7m),
        new("C3EXT", "C3EXT-002", "CAMBIO DE ÁNODO DE SACRIFICIO", "PIEZA", 17_650m, 410m, 1m),
        new("C3EXT", "C3EXT-003", "LIMPIEZA SUBMARINA DE PIERNA", "M2", 1_990m, 75m, 16m),
        new("C3EXT", "C3EXT-004", "PLACA DE REFUERZO EN NODO", "KG", 196m, 0, 85m),
        new("C3EXT", "C3EXT-005", "SEÑALAMIENTO DE SEGURIDAD", "PIEZA", 890m, 0, 6m),
    ];

    /// <summary>The variants of a code share one quantity: that of the first.</summary>
    public static DemoConcept FirstOfCode(DemoConcept concept) => All.First(c => (c.Annex, c.Code) == (concept.Annex, concept.Code));
}
