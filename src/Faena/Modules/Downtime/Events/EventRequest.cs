namespace Faena.Modules.Downtime.Events;

/// <summary>A stop as it is sent. While it runs it has no end; what is not known yet may follow later.</summary>
/// <param name="ClientId">Given by the device: one id is one stop, however often it is sent.</param>
/// <param name="StartedAt">With an offset an instant, without one the wall time of the line's facility.</param>
/// <param name="TimeFold">In the hour that a clock change repeats: 0 the first pass of the start, 1 the second.</param>
/// <param name="EndTimeFold">The same of the end.</param>
/// <param name="ShiftOccurrenceId">Where the person says which shift it belongs to; it has to touch the stop.</param>
/// <param name="ChangeReason">Why an administrator changes what another person wrote.</param>
public sealed record EventRequest(
    Guid? ClientId,
    long? LineId,
    long? ReasonId,
    string? StartedAt,
    string? EndedAt,
    int? TimeFold,
    int? EndTimeFold,
    int? CrewSize,
    string? Note,
    string? JobNumber,
    long? ShiftOccurrenceId,
    string? ChangeReason
);
