using Faena.Kernel.Http;
using Faena.Modules.Molding.Orders;

namespace Faena.Modules.Molding.FollowUp;

/// <summary>
/// How far an order is, colour by colour, when it will be done at the rate the machine really runs, and how it did against its plan.
/// Kilos are of good pieces: weighed where there are bales, counted where there are none yet. Unrounded.
/// </summary>
public sealed record OrderProgress(
    OrderProgress.Planned Plan,
    OrderProgress.Done Real,
    decimal? Avance,
    IReadOnlyList<OrderProgress.Colour> Colores,
    IReadOnlyList<OrderProgress.Day> Dias,
    OrderProgress.Forecast? Pronostico,
    OrderProgress.Closing Cierre
)
{
    private const decimal GramsPerKilo = 1_000;
    private const decimal PiecesPerDozen = 12;

    public sealed record Planned(
        decimal ProduccionKg,
        decimal EntregarKg,
        decimal Golpes,
        decimal Docenas,
        decimal Horas,
        decimal HorasHombre,
        decimal GolpesHora,
        decimal GramosGolpe,
        DateOnly? FechaFin
    );

    /// <param name="SinHoras">Sheets on which nobody wrote the hours: what the hours tell leaves them out.</param>
    /// <param name="GolpesHora">Measured on the sheets that have hours; null where none has.</param>
    /// <param name="GramosGolpe">Good pieces of a shot as weighed, on the sheets that have bales; null where none has.</param>
    public sealed record Done(
        int Registros,
        int SinHoras,
        long Golpes,
        long Piezas,
        decimal Docenas,
        decimal ContadoKg,
        decimal PesadoKg,
        int Bultos,
        decimal ProducidoKg,
        decimal MermaKg,
        decimal Horas,
        decimal HorasHombre,
        decimal? PreparadoKg,
        decimal? GolpesHora,
        decimal? GramosGolpe
    );

    /// <param name="Color">Empty for what was made without a colour being written.</param>
    /// <param name="Avance">Share of the planned kilos; null where none are planned.</param>
    public sealed record Colour(
        string Color,
        decimal PlanKg,
        decimal PlanGolpes,
        decimal PlanDocenas,
        long Golpes,
        decimal Docenas,
        decimal ProducidoKg,
        int Bultos,
        decimal MermaKg,
        decimal? Avance,
        decimal FaltaKg
    );

    public sealed record Day(DateOnly Fecha, decimal ProducidoKg, decimal AcumuladoKg);

    /// <summary>The end at the measured rate. What was not measured yet is taken from the plan.</summary>
    /// <param name="DiasDeAtraso">Calendar days behind the planned end; negative when ahead.</param>
    public sealed record Forecast(
        decimal FaltaKg,
        decimal FaltaGolpes,
        decimal FaltaHoras,
        decimal FaltaDias,
        DateOnly? FechaFin,
        DateOnly? FechaFinPlan,
        int? DiasDeAtraso
    );

    /// <summary>Plan against reality. There is a grade once the order is closed or all of it is made, where there was a plan.</summary>
    public sealed record Closing(
        Measure Produccion,
        Measure Material,
        Measure MaterialPreparado,
        Measure HorasHombre,
        Measure HorasMaquina
    );

    public sealed record Measure(decimal Plan, decimal? Real, ClosingGrade? Nota);

    /// <param name="prepared">Material made ready for the machine; null where nobody noted any.</param>
    /// <param name="today">From when the rest is counted, in the plant's calendar.</param>
    public static OrderProgress Of(
        Order order,
        OrderFigures figures,
        IReadOnlyList<ShiftFacts> shifts,
        decimal? prepared,
        PlantCalendar calendar,
        DateOnly today
    )
    {
        var time = order.BaseTiempo == TimeBasis.Net ? figures.Neto : figures.Entregado;
        var plan = new Planned(
            figures.ProduccionKg,
            figures.EntregarKg,
            time.Golpes,
            figures.Docenas,
            time.Horas,
            figures.Lotes.Sum(l => l.HorasHombre),
            figures.GolpesHora,
            figures.PesoNetoTiro,
            time.FechaFin
        );
        var real = DoneIn(order, shifts, prepared);
        return new OrderProgress(
            plan,
            real,
            RatioOf(real.ProducidoKg, plan.ProduccionKg),
            ColoursOf(order, figures, shifts),
            DaysOf(shifts),
            order.IsActive && plan.ProduccionKg > 0 ? ForecastOf(order, plan, real, shifts, calendar, today) : null,
            new Closing(
                MeasureOf(plan.ProduccionKg, real.ProducidoKg),
                MeasureOf(plan.EntregarKg, real.ProducidoKg + real.MermaKg),
                MeasureOf(plan.EntregarKg, prepared),
                MeasureOf(plan.HorasHombre, real.HorasHombre),
                MeasureOf(plan.Horas, real.Horas)
            )
        );

        // Half an order is no bad order.
        Measure MeasureOf(decimal planned, decimal? made)
        {
            var isDone = !order.IsActive || real.ProducidoKg >= plan.ProduccionKg;
            var measured = real.Registros == 0 && made == 0 ? null : made;
            return new Measure(planned, measured, isDone && measured is { } known ? ClosingGrade.Of(planned, known) : null);
        }
    }

    private static Done DoneIn(Order order, IReadOnlyList<ShiftFacts> shifts, decimal? prepared)
    {
        var people = order.Lotes.ToLookup(l => l.Color, l => l.Personas, StringComparer.Ordinal);
        var pieces = shifts.Sum(s => s.Sheet.Figures.Piezas);
        var timed = shifts.Where(s => s.Hours > 0).ToList();
        var weighed = shifts.Where(s => s.IsWeighed).ToList();
        return new Done(
            shifts.Count,
            shifts.Count(s => s.Sheet.Detalles.Count == 0),
            shifts.Sum(s => s.Sheet.TotalColadas),
            pieces,
            Even(pieces / PiecesPerDozen),
            shifts.Sum(s => s.Sheet.Figures.KgNeto),
            shifts.Sum(s => s.WeighedKg),
            shifts.Sum(s => s.Bales),
            shifts.Sum(s => s.ProducedKg),
            shifts.Sum(s => s.ScrapKg),
            Even(shifts.Sum(s => s.Hours)),
            // A colour that no lot has was run by somebody all the same.
            Even(shifts.SelectMany(s => s.Sheet.Detalles).Sum(r => ShiftFacts.HoursOf(r) * people[r.Color].DefaultIfEmpty(1).First())),
            prepared,
            RatioOf(timed.Sum(s => s.HourShots), timed.Sum(s => s.Hours)),
            RatioOf(weighed.Sum(s => s.WeighedKg) * GramsPerKilo, weighed.Sum(s => s.Sheet.TotalColadas))
        );
    }

    private static IReadOnlyList<Colour> ColoursOf(Order order, OrderFigures figures, IReadOnlyList<ShiftFacts> shifts)
    {
        var planned = order.Lotes.Zip(figures.Lotes).ToLookup(l => l.First.Color, l => l.Second, StringComparer.Ordinal);
        var made = shifts.SelectMany(s => s.Production()).ToLookup(m => m.Color, m => m.Kg, StringComparer.Ordinal);
        var counted = shifts
            .SelectMany(s => s.Counted().Select(c => (c.Color, c.Shots, Pieces: c.Shots * s.Sheet.SnapshotCavidades)))
            .ToLookup(c => c.Color, StringComparer.Ordinal);
        var bales = shifts.SelectMany(s => s.Pesado).ToLookup(w => w.Color, w => w.Bultos, StringComparer.Ordinal);
        var scrap = shifts.SelectMany(s => s.Sheet.Detalles).ToLookup(r => r.Color, r => r.MermaKg, StringComparer.Ordinal);
        var inputs = order.Inputs;
        var colours = order
            .Lotes.Select(l => l.Color)
            .Concat(counted.Select(c => c.Key).Concat(made.Select(m => m.Key)).Order(StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal);
        return
        [
            .. from colour in colours
            let plan = planned[colour].Sum(l => l.BaseKg)
            let produced = made[colour].Sum()
            select new Colour(
                colour,
                plan,
                planned[colour].Sum(l => l.Golpes),
                Even(plan * GramsPerKilo * inputs.Cavidades / (inputs.PesoNetoTiro * PiecesPerDozen)),
                counted[colour].Sum(c => c.Shots),
                Even(counted[colour].Sum(c => c.Pieces) / PiecesPerDozen),
                produced,
                bales[colour].Sum(),
                scrap[colour].Sum(),
                RatioOf(produced, plan),
                Math.Max(0, plan - produced)
            ),
        ];
    }

    private static IReadOnlyList<Day> DaysOf(IReadOnlyList<ShiftFacts> shifts)
    {
        var total = 0m;
        return
        [
            .. from shift in shifts
            group shift.ProducedKg by shift.Sheet.Fecha into day
            orderby day.Key
            let produced = day.Sum()
            select new Day(day.Key, produced, total += produced),
        ];
    }

    private static Forecast ForecastOf(
        Order order,
        Planned plan,
        Done real,
        IReadOnlyList<ShiftFacts> shifts,
        PlantCalendar calendar,
        DateOnly today
    )
    {
        var leftKg = Math.Max(0, plan.ProduccionKg - real.ProducidoKg);
        var leftShots = leftKg * GramsPerKilo / (real.GramosGolpe ?? plan.GramosGolpe);
        var leftHours = leftShots / (real.GolpesHora is > 0 and var rate ? rate : plan.GolpesHora);
        var leftDays = leftHours / order.HorasTurno;
        var start = Later(today, DateOnly.FromDateTime(order.FechaInicio));
        var end =
            leftKg > 0 ? calendar.EndOf(start, Shown.Settled(leftDays))
            : shifts.Count > 0 ? shifts.Max(s => s.Sheet.Fecha)
            : (DateOnly?)null;
        return new Forecast(
            leftKg,
            Even(leftShots),
            Even(leftHours),
            Even(leftDays),
            end,
            plan.FechaFin,
            end is { } forecast && plan.FechaFin is { } planned ? forecast.DayNumber - planned.DayNumber : null
        );
    }

    private static decimal? RatioOf(decimal part, decimal whole) => whole == 0 ? null : Even(part / whole);

    // A quotient without the noise of its last places.
    private static decimal Even(decimal quotient) => Shown.Settled(quotient).Trimmed();

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
