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
        DateOnly? FechaFin
    );

    /// <param name="SinHoras">Sheets on which nobody wrote the hours: what the hours tell leaves them out.</param>
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
        decimal? PreparadoKg
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
    /// <param name="GolpesHora">Measured on the sheets that have hours.</param>
    /// <param name="GramosGolpe">Weighed good kilos a shot, on the sheets that have bales.</param>
    /// <param name="DiasDeAtraso">Calendar days behind the planned end; negative when ahead.</param>
    public sealed record Forecast(
        decimal? GolpesHora,
        decimal GolpesHoraPlan,
        decimal? GramosGolpe,
        decimal GramosGolpePlan,
        decimal FaltaKg,
        decimal FaltaGolpes,
        decimal FaltaHoras,
        decimal FaltaDias,
        DateOnly? FechaFin,
        DateOnly? FechaFinPlan,
        int? DiasDeAtraso
    );

    /// <summary>Plan against reality with the grade of each; a grade is null where nothing was planned or measured.</summary>
    public sealed record Closing(Measure Produccion, Measure Material, Measure MaterialPreparado, Measure HorasHombre, Measure HorasMaquina);

    public sealed record Measure(decimal Plan, decimal? Real)
    {
        public ClosingGrade? Nota => Real is { } real ? ClosingGrade.Of(Plan, real) : null;
    }

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
            time.FechaFin
        );
        var real = DoneIn(order, shifts, prepared);
        return new OrderProgress(
            plan,
            real,
            ShareOf(real.ProducidoKg, plan.ProduccionKg),
            ColoursOf(order, figures, shifts),
            DaysOf(shifts),
            order.IsActive && plan.ProduccionKg > 0 ? ForecastOf(order, figures, plan, real, shifts, calendar, today) : null,
            new Closing(
                new(plan.ProduccionKg, Measured(real, real.ProducidoKg)),
                new(plan.EntregarKg, Measured(real, real.ProducidoKg + real.MermaKg)),
                new(plan.EntregarKg, prepared),
                new(plan.HorasHombre, Measured(real, real.HorasHombre)),
                new(plan.Horas, Measured(real, real.Horas))
            )
        );
    }

    private static decimal? Measured(Done real, decimal value) => real.Registros == 0 ? null : value;

    private static Done DoneIn(Order order, IReadOnlyList<ShiftFacts> shifts, decimal? prepared)
    {
        var people = order.Lotes.ToLookup(l => l.Color, l => l.Personas, StringComparer.Ordinal);
        var pieces = shifts.Sum(s => s.Sheet.Figures.Piezas);
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
            prepared
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
                ShareOf(produced, plan),
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
        OrderFigures figures,
        Planned plan,
        Done real,
        IReadOnlyList<ShiftFacts> shifts,
        PlantCalendar calendar,
        DateOnly today
    )
    {
        var timed = shifts.Where(s => s.Hours > 0).ToList();
        decimal? rate = timed.Sum(s => s.HourShots) is > 0 and var shots ? Even(shots / timed.Sum(s => s.Hours)) : null;
        var weighed = shifts.Where(s => s.IsWeighed && s.Sheet.TotalColadas > 0).ToList();
        decimal? grams = 
            weighed.Count > 0 ? Even(weighed.Sum(s => s.WeighedKg) * GramsPerKilo / weighed.Sum(s => s.Sheet.TotalColadas)) : null;

        var leftKg = Math.Max(0, plan.ProduccionKg - real.ProducidoKg);
        var leftShots = leftKg * GramsPerKilo / (grams ?? figures.PesoNetoTiro);
        var leftHours = leftShots / (rate ?? figures.GolpesHora);
        var leftDays = leftHours / order.HorasTurno;
        var start = Later(today, DateOnly.FromDateTime(order.FechaInicio));
        var end =
            leftKg > 0 ? calendar.EndOf(start, Shown.Settled(leftDays))
            : shifts.Count > 0 ? shifts.Max(s => s.Sheet.Fecha)
            : (DateOnly?)null;
        return new Forecast(
            rate,
            figures.GolpesHora,
            grams,
            figures.PesoNetoTiro,
            leftKg,
            Even(leftShots),
            Even(leftHours),
            Even(leftDays),
            end,
            plan.FechaFin,
            end is { } forecast && plan.FechaFin is { } planned ? forecast.DayNumber - planned.DayNumber : null
        );
    }

    private static decimal? ShareOf(decimal part, decimal whole) => whole == 0 ? null : Even(part / whole);

    // A quotient without the noise of its last places.
    private static decimal Even(decimal quotient) => Shown.Settled(quotient).Trimmed();

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
