using Faena.Kernel.Http;

namespace Faena.Modules.Downtime.Events;

/// <summary>A stop as it is stored.</summary>
internal sealed record StoredEvent
{
    public long Id { get; init; }
    public Guid? ClientId { get; init; }
    public long LineId { get; init; }
    public long FacilityId { get; init; }
    public long? ReasonId { get; init; }
    public long? ExplainedBy { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public long? ShiftOccurrenceId { get; init; }
    public DateOnly ProductionDate { get; init; }
    public string ShiftSource { get; init; } = Auto;
    public int Crew { get; init; }
    public string Note { get; init; } = "";
    public string? JobNumber { get; init; }
    public bool JobVerified { get; init; }
    public long EnteredBy { get; init; }
    public string EnteredByName { get; init; } = "";
    public DateTimeOffset EnteredAt { get; init; }
    public long Version { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Why somebody else changes it; what was said before is in the audit log.</summary>
    public string ChangeReason { get; init; } = "";

    public const string Auto = "auto";
    public const string Manual = "manual";

    /// <summary>With this reason, explained by whoever gives it; what is not changed keeps its author.</summary>
    public StoredEvent Explained(long? reason, long user) =>
        reason == ReasonId ? this : this with { ReasonId = reason, ExplainedBy = reason is null ? null : user };

    public bool IsOpen => EndedAt is null;
    public bool IsDeleted => DeletedAt is not null;
    public Tag Tag => new(Version);
}
