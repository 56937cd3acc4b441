namespace Faena.Modules.Downtime.Reasons.Starter;

/// <summary>
/// Reasons that most plants can begin with: few enough that a tablet shows each level at once, and one for what none of them says.
/// </summary>
internal static class StarterReasons
{
    /// <param name="Parent">The code of the main reason it stands below.</param>
    public sealed record Reason(
        string Code,
        string? Parent,
        string Es,
        string En,
        string LossType,
        string Color,
        string Icon,
        bool Failure = false,
        bool Note = false
    );

    private const string Unplanned = "UNPLANNED_STOP";
    private const string Planned = "PLANNED_STOP";
    private const string Changeover = "CHANGEOVER";
    private const string Minor = "MINOR_STOP";
    private const string NotScheduled = "NOT_SCHEDULED";

    private const string Red = "#b3261e";
    private const string Amber = "#a16207";
    private const string Blue = "#1d4ed8";
    private const string Purple = "#7e22ce";
    private const string Teal = "#0f766e";
    private const string Cyan = "#0e7490";
    private const string Green = "#15803d";

    public static IReadOnlyList<Reason> All { get; } =
    [
        new("EQ", null, "Equipo", "Equipment", Unplanned, Red, "engine", Failure: true),
        new("EQ01", "EQ", "Falla mecánica", "Mechanical failure", Unplanned, Red, "tool", Failure: true),
        new("EQ02", "EQ", "Falla eléctrica o de control", "Electrical or control failure", Unplanned, Red, "cpu", Failure: true),
        new("EQ03", "EQ", "Falla neumática o hidráulica", "Pneumatic or hydraulic failure", Unplanned, Red, "wind", Failure: true),
        new("EQ04", "EQ", "Molde o herramental dañado", "Mold or tooling damaged", Unplanned, Red, "alert-triangle", Failure: true),
        new("EQ05", "EQ", "Atasco o paro breve", "Jam or short stop", Minor, Red, "hourglass"),
        new("MT", null, "Material", "Material", Unplanned, Amber, "package-off"),
        new("MT01", "MT", "Falta de material", "Out of material", Unplanned, Amber, "package-off"),
        new("MT02", "MT", "Material fuera de especificación", "Material out of specification", Unplanned, Amber, "eye-check"),
        new("MT03", "MT", "Falta de empaque o etiqueta", "Out of packaging or labels", Unplanned, Amber, "barcode"),
        new("CO", null, "Cambio y ajuste", "Changeover and setup", Changeover, Blue, "arrows-exchange"),
        new("CO01", "CO", "Cambio de producto o color", "Change of product or color", Changeover, Blue, "arrows-exchange"),
        new("CO02", "CO", "Cambio de molde o herramental", "Change of mold or tooling", Changeover, Blue, "tool"),
        new("CO03", "CO", "Ajuste y arranque", "Setup and start-up", Changeover, Blue, "adjustments-horizontal"),
        new("QA", null, "Calidad", "Quality", Unplanned, Purple, "eye-check"),
        new("QA01", "QA", "Espera de liberación", "Waiting for release", Unplanned, Purple, "hourglass"),
        new("QA02", "QA", "Corrección de un defecto", "Correcting a defect", Unplanned, Purple, "ruler-2"),
        new("PE", null, "Personal y apoyo", "People and support", Unplanned, Teal, "user-off"),
        new("PE01", "PE", "Falta de personal", "Short of people", Unplanned, Teal, "user-off"),
        new("PE02", "PE", "Espera de montacargas o apoyo", "Waiting for a forklift or help", Unplanned, Teal, "truck"),
        new("SV", null, "Servicios", "Utilities", Unplanned, Cyan, "plug-off"),
        new("SV01", "SV", "Corte de energía", "Power cut", Unplanned, Cyan, "bolt"),
        new("SV02", "SV", "Aire comprimido", "Compressed air", Unplanned, Cyan, "wind"),
        new("SV03", "SV", "Agua o enfriamiento", "Water or cooling", Unplanned, Cyan, "temperature"),
        new("PL", null, "Programado", "Planned", Planned, Green, "calendar-off"),
        new("PL01", "PL", "Mantenimiento programado", "Planned maintenance", Planned, Green, "clipboard-check"),
        new("PL02", "PL", "Limpieza", "Cleaning", Planned, Green, "bucket-droplet"),
        new("PL03", "PL", "Junta o capacitación", "Meeting or training", Planned, Green, "school"),
        new("PL04", "PL", "Comida o descanso", "Meal or rest", Planned, Green, "coffee"),
        new("PL05", "PL", "Sin producción programada", "No production scheduled", NotScheduled, Green, "calendar-off"),
        new("OT", null, "Otra causa", "Another reason", Unplanned, CheckedReason.UsualColor, "dots", Note: true),
    ];
}
