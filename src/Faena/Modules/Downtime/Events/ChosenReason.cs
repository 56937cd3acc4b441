using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Downtime.Events;

/// <summary>Whether a reason may explain a stop: it is in use, of the line, precise enough, and has the note it asks for.</summary>
internal static class ChosenReason
{
    public static async Task Check(DbWork work, long? id, StoredEvent before, long line, string note, FieldErrors errors)
    {
        if (id is null)
        {
            return;
        }
        if (await work.One<Reason>(ReasonSql, new { id, line }) is not { } reason)
        {
            errors.Add("reasonId", "reason_unknown");
            return;
        }
        // A reason that went out of use since stays with the stops that have it.
        var isKept = before.ReasonId == id;
        errors
            .Require(reason.Active || isKept, "reasonId", "reason_out_of_use")
            .Require(reason.IsOfLine || isKept, "reasonId", "reason_of_other_line")
            .Require(reason.IsSelectable || isKept, "reasonId", "reason_too_general")
            .Require(!reason.RequiresNote || note.Length > 0, "note", "reason_needs_note");
    }

    private sealed record Reason(bool Active, bool RequiresNote, bool IsOfLine, bool IsSelectable);

    // A leaf, or a main reason where nobody knows better; what lies between is neither.
    private const string ReasonSql = """
        SELECT r.active, r.requires_note,
          NOT EXISTS (SELECT FROM downtime.reason_line l WHERE l.reason_id = r.id)
            OR EXISTS (SELECT FROM downtime.reason_line l WHERE l.reason_id = r.id AND l.line_id = @line::bigint) AS is_of_line,
          r.depth = 1 OR NOT EXISTS (SELECT FROM downtime.reason c WHERE c.parent_id = r.id AND c.active) AS is_selectable
        FROM downtime.reason r WHERE r.id = @id::bigint
        """;
}
