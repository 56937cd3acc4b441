namespace Faena.Modules.Downtime.Reasons;

/// <summary>The icons a reason may have, in the order in which they are offered; each is in <c>web/icons.ts</c>.</summary>
public static class ReasonIcons
{
    public static IReadOnlyList<string> All { get; } =
    [
        "tool",
        "engine",
        "cpu",
        "bolt",
        "plug-off",
        "wind",
        "droplet",
        "temperature",
        "gauge",
        "robot",
        "package-off",
        "truck",
        "barcode",
        "recycle",
        "arrows-exchange",
        "adjustments-horizontal",
        "bucket-droplet",
        "eye-check",
        "ruler-2",
        "clipboard-check",
        "user-off",
        "school",
        "coffee",
        "calendar-off",
        "clock-stop",
        "hourglass",
        "alert-triangle",
        "dots",
    ];
}
