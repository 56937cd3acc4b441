using Faena.Kernel.Access;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.Events;

/// <summary>
/// Who may still change a stop: its author for a day and until the shift is signed off, supervisors in their facilities, administrators
/// always, saying why where another person wrote it.
/// </summary>
internal static class EditWindow
{
    public const string Supervise = "downtime.supervise";
    public const string Administer = "downtime.administer";

    private const int LongestReason = 500;
    private static readonly TimeSpan OfAnAuthor = TimeSpan.FromHours(24);
    private static readonly TimeSpan BackOfASupervisor = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestOfAnAuthor = TimeSpan.FromHours(24);

    public static ProblemHttpResult? Refusal(CurrentUser user, StoredEvent stop, bool isSignedOff, string? why, DateTimeOffset now) =>
        why is { Length: > LongestReason } ? Problem.Invalid("changeReason", "too_long", new { max = LongestReason })
        : user.May(Administer) ? AdministratorsRefusal(user, stop, why)
        : WhyClosed(user, stop, isSignedOff, now) is { } code ? Problem.Forbidden(code)
        : null;

    /// <summary>
    /// What nobody has explained waits for whoever stands at the line, not for its author; whoever explained it may put that right.
    /// </summary>
    public static ProblemHttpResult? RefusalToExplain(
        CurrentUser user,
        StoredEvent stop,
        bool isSignedOff,
        string? why,
        DateTimeOffset now
    ) => IsToExplain(user, stop, isSignedOff, now) ? null : Refusal(user, stop, isSignedOff, why, now);

    private static bool IsToExplain(CurrentUser user, StoredEvent stop, bool isSignedOff, DateTimeOffset now) =>
        (stop.ReasonId is null || IsExplainedBy(user, stop, now)) && !isSignedOff;

    private static bool IsExplainedBy(CurrentUser user, StoredEvent stop, DateTimeOffset now) =>
        stop.ExplainedBy == user.Id && now - stop.EnteredAt <= OfAnAuthor;

    /// <summary>Whether a form should offer it at all; an administrator's reason is asked for when it is used.</summary>
    public static bool IsOpen(CurrentUser user, StoredEvent stop, bool isSignedOff, DateTimeOffset now) =>
        IsStation(user)
            ? IsOpenToSomebody(stop, isSignedOff, now)
            : user.May("downtime.record") && WhyClosed(user, stop, isSignedOff, now) is null;

    public static bool MayExplain(CurrentUser user, StoredEvent stop, bool isSignedOff, DateTimeOffset now) =>
        IsStation(user)
            ? IsOpenToSomebody(stop, isSignedOff, now)
            : user.May("downtime.record") && (IsToExplain(user, stop, isSignedOff, now) || WhyClosed(user, stop, isSignedOff, now) is null);

    /// <summary>The code of why this person changes the stop no more, whatever they say of it; null where they may.</summary>
    private static string? WhyClosed(CurrentUser user, StoredEvent stop, bool isSignedOff, DateTimeOffset now) =>
        user.May(Administer) || user.May(Supervise) ? null
        : stop.EnteredBy != user.Id ? "not_yours"
        : isSignedOff || now - stop.EnteredAt > OfAnAuthor ? "window_closed"
        : null;

    /// <summary>A tablet that nobody has signed an act on yet: who will is not known.</summary>
    private static bool IsStation(CurrentUser user) => user.StationId is not null && !user.May("downtime.record");

    private static bool IsOpenToSomebody(StoredEvent stop, bool isSignedOff, DateTimeOffset now) =>
        !isSignedOff && now - stop.EnteredAt <= OfAnAuthor;

    /// <summary>How far back a stop may begin that this person writes.</summary>
    public static TimeSpan? Back(CurrentUser user) =>
        user.May(Administer) ? null
        : user.May(Supervise) ? BackOfASupervisor
        : OfAnAuthor;

    /// <summary>How long a stop may be that this person writes.</summary>
    public static TimeSpan? Longest(CurrentUser user) => user.May(Supervise) || user.May(Administer) ? null : LongestOfAnAuthor;

    private static ProblemHttpResult? AdministratorsRefusal(CurrentUser user, StoredEvent stop, string? why) =>
        stop.EnteredBy == user.Id || !string.IsNullOrWhiteSpace(why) ? null : Problem.Invalid("changeReason", "required");
}
