using Faena.Kernel.Http;

namespace Faena.Modules.Contracts.DailyStatus;

/// <summary>A day somebody asks to mark; no label clears it.</summary>
public sealed record AskedDay(long OrderId, int Day, DayLabel? Label, Optional<string?> Seen, string Path);

/// <summary>The days of a request, checked as far as that needs no database.</summary>
internal static class AskedDays
{
    public static List<AskedDay> Read(SaveDays.Request request, Month month, FieldErrors errors)
    {
        var asked = new List<AskedDay>();
        var seen = new HashSet<(long, int)>();
        for (var i = 0; i < (request.Reportes?.Count ?? 0); i++)
        {
            if (request.Reportes![i] is not { IdOt: { } order } row)
            {
                errors.Add($"reportes[{i}].id_ot", "required");
                continue;
            }
            for (var day = 1; day <= (row.Valores?.Count ?? 0); day++)
            {
                Take(order, day, row.Valores![day - 1], default, $"reportes[{i}].valores[{day - 1}]");
            }
        }
        for (var i = 0; i < (request.Celdas?.Count ?? 0); i++)
        {
            if (request.Celdas![i] is not { IdOt: { } order, Dia: { } day } cell)
            {
                errors.Add($"celdas[{i}]", "required");
                continue;
            }
            Take(order, day, cell.Valor, cell.Anterior, $"celdas[{i}].valor");
        }
        return asked;

        void Take(long order, int day, string? text, Optional<string?> before, string path)
        {
            var label = string.IsNullOrWhiteSpace(text) ? null : DayLabels.Find(text);
            var clears = string.IsNullOrWhiteSpace(text);
            if (day is < 1 or > 31 || (day > month.Days && !clears))
            {
                errors.Add(path, "no_such_day");
            }
            else if (!clears && label is null)
            {
                errors.Add(path, "day_label_unknown", new { valor = text });
            }
            else if (!seen.Add((order, day)))
            {
                errors.Add(path, "cell_repeated");
            }
            else if (day <= month.Days)
            {
                asked.Add(new AskedDay(order, day, label, before, path));
            }
        }
    }
}

/// <summary>What a save does to the days, decided against the locked current state.</summary>
internal sealed class DaysEdit
{
    public sealed record SetDay(long OrderId, int Day, DayState State);

    public sealed record OmittedDay(long OrderId, int Day, string Code);

    public List<SetDay> Set { get; } = [];
    public List<SetDay> Cleared { get; } = [];
    public List<OmittedDay> Omitted { get; } = [];
    public List<SaveDays.ConflictDay> Conflicts { get; } = [];
    public long? ClosedMonthOrder { get; private set; }

    /// <summary>The orders of which a day takes volumes no more, or takes them again.</summary>
    public HashSet<long> ClosingOrders { get; } = [];

    public bool HasChanges => Set.Count + Cleared.Count > 0;
    public IEnumerable<long> TouchedOrders => Set.Concat(Cleared).Select(d => d.OrderId).Distinct();

    public static DaysEdit Plan(IEnumerable<AskedDay> asked, IReadOnlyDictionary<long, OrderDays> orders, Month month, bool mayReopen)
    {
        var edit = new DaysEdit();
        foreach (var day in asked)
        {
            edit.Judge(day, orders[day.OrderId], month, mayReopen);
        }
        return edit;
    }

    private void Judge(AskedDay asked, OrderDays order, Month month, bool mayReopen)
    {
        var before = order.StateOf(asked.Day);
        var (operating, signature, _) = before;
        var after = asked.Label switch
        {
            null => default,
            { IsSignature: true } label => new DayState(operating, label.Id, DayLabels.IsSigned(label)),
            var label => before with { Operating = label.Id },
        };
        if (after == before)
        {
            return;
        }
        if (after with { IsWrittenSigned = before.IsWrittenSigned } == before)
        {
            // Another word for the same state takes nothing from anybody; in a closed month not even that is written.
            if (!order.MonthIsClosed)
            {
                Set.Add(new SetDay(order.IdOt, asked.Day, after));
            }
            return;
        }
        if (order.MonthIsClosed)
        {
            ClosedMonthOrder ??= order.IdOt;
        }
        else if (!order.Validity.Covers(month.Day(asked.Day)))
        {
            Omitted.Add(new OmittedDay(order.IdOt, asked.Day, "day_out_of_validity"));
        }
        else if (signature == DayLabels.ClosedId && !mayReopen)
        {
            Omitted.Add(new OmittedDay(order.IdOt, asked.Day, "day_closed"));
        }
        else if (asked.Seen.IsGiven && SeenId(asked.Seen) != (signature ?? operating))
        {
            Conflicts.Add(new SaveDays.ConflictDay(order.IdOt, asked.Day, DayLabels.WordOf(before)));
        }
        else
        {
            if ((signature == DayLabels.ClosedId) != (after.Signature == DayLabels.ClosedId))
            {
                ClosingOrders.Add(order.IdOt);
            }
            (asked.Label is null ? Cleared : Set).Add(new SetDay(order.IdOt, asked.Day, after));
        }
    }

    private static short? SeenId(Optional<string?> seen) => seen.Value is { Length: > 0 } label ? DayLabels.Find(label)?.Id : null;
}
