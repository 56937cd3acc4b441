namespace Faena.Modules.Downtime.Events;

/// <summary>A stop as everybody reads it: times at the facility's clock, names in the reader's language.</summary>
/// <param name="ClientId">What the device that wrote it calls it.</param>
/// <param name="ReasonPath">From the top of the tree down to the reason; empty while nobody has explained it.</param>
/// <param name="DurationMinutes">Null while it runs.</param>
/// <param name="State">open, closed or deleted.</param>
/// <param name="Shift">Null in a gap between shifts.</param>
/// <param name="ShiftSource">auto where the clock found the shift, manual where a person said it.</param>
/// <param name="Carried">Whether it still runs though its shift is over.</param>
/// <param name="CanEdit">Whether this reader may change it now.</param>
/// <param name="CanExplain">Whether this reader may say why, though another person wrote it.</param>
/// <param name="Etag">To be sent back as <c>If-Match</c>.</param>
public sealed record DowntimeEvent(
    long Id,
    Guid? ClientId,
    long LineId,
    long FacilityId,
    long? ReasonId,
    IReadOnlyList<DowntimeEvent.Reason> ReasonPath,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    decimal? DurationMinutes,
    string State,
    DowntimeEvent.ShiftOf? Shift,
    DateOnly ProductionDate,
    string ShiftSource,
    int CrewSize,
    string Note,
    DowntimeEvent.JobOf? Job,
    DowntimeEvent.Person EnteredBy,
    DateTimeOffset EnteredAt,
    bool Carried,
    bool CanEdit,
    bool CanDelete,
    bool CanExplain,
    string Etag
)
{
    public const string Open = "open";
    public const string Closed = "closed";
    public const string Deleted = "deleted";

    public sealed record Reason(long Id, string Code, string Name, string Color, string Icon);

    public sealed record ShiftOf(long Id, string Name, string Code, DateOnly ProductionDate);

    /// <param name="Verified">Whether the ERP knew the job; what only it knows of a job is null until then.</param>
    public sealed record JobOf(
        string Number,
        string? PartNumber,
        string? PartDescription,
        string? OrderNumber,
        string? Customer,
        bool Verified
    );

    public sealed record Person(long Id, string Name);
}
