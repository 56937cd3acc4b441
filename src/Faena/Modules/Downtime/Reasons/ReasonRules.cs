using System.Text.RegularExpressions;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;

namespace Faena.Modules.Downtime.Reasons;

/// <summary>A reason as it is sent, created or changed: the whole of it. What lies above it is decided once.</summary>
/// <param name="SortOrder">Its place among its siblings; where it is missing, a new one goes last and others stay where they are.</param>
/// <param name="LineIds">The lines it is for; all of them where there is none.</param>
public sealed record ReasonRequest(
    string? Code,
    long? ParentId,
    ReasonRequest.BothNames? Names,
    string? LossType,
    bool? CountsAsFailure,
    string? Color,
    bool? RequiresNote,
    string? Icon,
    int? SortOrder,
    IReadOnlyList<long>? LineIds
)
{
    public sealed record BothNames(string? Es, string? En);
}

/// <summary>A reason whose fields are right, as it is stored.</summary>
internal sealed partial record CheckedReason
{
    public const int DeepestLevel = 4;

    private const int CodeLength = 20;
    private const int NameLength = 100;
    public const string UsualColor = "#54565a";
    public const string UsualIcon = "tool";

    public static readonly string[] LossTypes = ["UNPLANNED_STOP", "PLANNED_STOP", "CHANGEOVER", "MINOR_STOP", "NOT_SCHEDULED"];

    public required string Code { get; init; }
    public required long? ParentId { get; init; }
    public required string NameEs { get; init; }
    public required string NameEn { get; init; }
    public required string LossType { get; init; }
    public required bool CountsAsFailure { get; init; }
    public required bool RequiresNote { get; init; }
    public required string Color { get; init; }
    public required string Icon { get; init; }
    public required int? SortOrder { get; init; }
    public required long[] LineIds { get; init; }

    public static CheckedReason Of(ReasonRequest request, FieldErrors errors)
    {
        var reason = new CheckedReason
        {
            Code = EntryName.Of(request.Code),
            ParentId = request.ParentId,
            NameEs = EntryName.Of(request.Names?.Es),
            NameEn = EntryName.Of(request.Names?.En),
            LossType = request.LossType ?? "",
            CountsAsFailure = request.CountsAsFailure ?? false,
            RequiresNote = request.RequiresNote ?? false,
            Color = request.Color?.ToLowerInvariant() ?? UsualColor,
            Icon = request.Icon ?? UsualIcon,
            SortOrder = request.SortOrder,
            LineIds = [.. (request.LineIds ?? []).Distinct()],
        };
        errors
            .Require(reason.Code.Length > 0, "code", "required")
            .Require(reason.Code.Length <= CodeLength, "code", "too_long", new { max = CodeLength })
            .Require(reason.NameEs.Length > 0, "names.es", "required")
            .Require(reason.NameEs.Length <= NameLength, "names.es", "too_long", new { max = NameLength })
            .Require(reason.NameEn.Length > 0, "names.en", "required")
            .Require(reason.NameEn.Length <= NameLength, "names.en", "too_long", new { max = NameLength })
            .Require(LossTypes.Contains(reason.LossType, StringComparer.Ordinal), "lossType", "one_of", new { opciones = LossTypes })
            .Require(Hex().IsMatch(reason.Color), "color", "not_a_color")
            .Require(ReasonIcons.All.Contains(reason.Icon, StringComparer.Ordinal), "icon", "icon_unknown");
        return reason;
    }

    [GeneratedRegex("^#[0-9a-f]{6}$", RegexOptions.None, 1_000)]
    private static partial Regex Hex();
}
