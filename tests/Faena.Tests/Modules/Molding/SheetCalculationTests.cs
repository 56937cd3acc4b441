using Faena.Modules.Molding.ShiftSheets;

namespace Faena.Tests.Modules.Molding;

/// <summary>Shots, pieces and kilos of a sheet: the tables of the specification, in decimals.</summary>
public class SheetCalculationTests
{
    private static readonly ShotWeights Bucket = new(2, 174m, 2m);

    [Theory]
    [InlineData(1000, 1500, null, false, 500L)] // D01
    [InlineData(0, 1345, null, false, 1345L)] // D02
    [InlineData(3239, 3239, null, false, 0L)] // D04
    [InlineData(3315, 1239, null, false, null)] // D05
    [InlineData(3315, 1239, null, true, null)]
    [InlineData(999950, 120, 6, true, 170L)] // D06
    [InlineData(9990, 15, 4, true, 25L)] // D07
    [InlineData(999950, 120, 6, false, null)]
    [InlineData(1000, 1500, 6, true, 500L)]
    [InlineData(0, 999_999_999_999, 12, true, 999_999_999_999)]
    public void Shots_are_what_the_counter_moved(long start, long end, int? digits, bool rollover, long? shots) =>
        Assert.Equal(shots, SheetCalculation.Counted(start, end, digits, rollover));

    [Theory]
    [InlineData(500, 1000, "88.0", "87.0")]
    [InlineData(50, 100, "8.8", "8.7")]
    [InlineData(0, 0, "0", "0")]
    [InlineData(1217, 2434, "214.192", "211.758")]
    public void Shots_make_pieces_and_kilos_with_and_without_runner(long shots, long pieces, string gross, string net)
    {
        var figures = SheetCalculation.Of(shots, Bucket);

        Assert.Equal((pieces, Number(gross), Number(net)), (figures.Piezas, figures.Kg, figures.KgNeto));
    }

    [Fact]
    public void Every_hour_by_the_formula_of_the_header_adds_up_to_it()
    {
        // D03: eleven hours of a shift.
        long[] hours = [118, 121, 120, 119, 60, 122, 120, 117, 121, 120, 112];
        var weights = new ShotWeights(3, 474.81m, 24.99m);

        var rows = hours.Select(h => SheetCalculation.Of(h, weights)).ToList();
        var header = SheetCalculation.Of(hours.Sum(), weights);

        Assert.Equal(header.Piezas, rows.Sum(r => r.Piezas));
        Assert.Equal(header.Kg, rows.Sum(r => r.Kg));
        Assert.Equal(header.KgNeto, rows.Sum(r => r.KgNeto));
    }

    [Fact]
    public void The_largest_counter_stays_exact()
    {
        var figures = SheetCalculation.Of(999_999_999_999, new ShotWeights(10_000, 999_999.999999m, 0.000001m));

        Assert.Equal(999_999_999_999m * 1_000_000m / 1_000m, figures.Kg);
    }

    // An hour at 30 s is 120 shots; at half the cycle 240 fit, and beyond 720 nobody believes it.
    [Theory]
    [InlineData(240, false, false)]
    [InlineData(241, true, false)]
    [InlineData(720, true, false)]
    [InlineData(721, true, true)]
    public void A_rate_is_believed_up_to_its_limits(long shots, bool fast, bool unbelievable)
    {
        Assert.Equal(fast, SheetCalculation.IsTooFast(shots, 60, 30));
        Assert.Equal(unbelievable, SheetCalculation.IsUnbelievable(shots, 60, 30));
    }

    [Theory]
    [InlineData(550, 500, false)]
    [InlineData(551, 500, true)]
    [InlineData(50, 500, false)]
    [InlineData(1217, 1345, false)] // D02 the right way round: fewer hours than counted
    [InlineData(1, 0, true)]
    public void Hours_may_exceed_the_counter_by_a_tenth(long hours, long counter, bool exceeds) =>
        Assert.Equal(exceeds, SheetCalculation.ExceedsCounter(hours, counter, 10));

    [Theory]
    [InlineData("07:00 - 08:00", "07:00 - 08:00", 60)]
    [InlineData(" 7:30-08:15 ", "07:30 - 08:15", 45)]
    [InlineData("23:30 - 00:30", "23:30 - 00:30", 60)]
    [InlineData("23:00 - 24:00", "23:00 - 00:00", 60)]
    [InlineData("19:00 - 07:00", "19:00 - 07:00", 720)]
    [InlineData("07:00 - 07:00", null, 0)]
    [InlineData("25:00 - 26:00", null, 0)]
    [InlineData("07:00", null, 0)]
    public void A_span_is_read_as_the_paper_writes_it(string written, string? read, int minutes)
    {
        var slot = Slot.Parse(written);

        Assert.Equal(read, slot is { } s ? Slot.Text(s.From, s.Minutes) : null);
        Assert.Equal(minutes, slot?.Minutes ?? 0);
    }

    [Theory]
    [InlineData("NOCTURNO", "19:00", "23:00", "2026-03-01T23:00")]
    [InlineData("NOCTURNO", "19:00", "02:00", "2026-03-02T02:00")]
    [InlineData("DIURNO", "07:00", "07:00", "2026-03-01T07:00")]
    [InlineData("EXTRA", "22:00", "01:00", "2026-03-02T01:00")]
    [InlineData("EXTRA", "08:00", "09:00", "2026-03-01T09:00")]
    public void A_night_belongs_to_the_date_on_which_it_starts(string shift, string start, string hour, string moment) =>
        Assert.Equal(
            DateTime.Parse(moment, System.Globalization.CultureInfo.InvariantCulture),
            Shift.At(shift, new DateOnly(2026, 3, 1), Time(start), Time(hour))
        );

    [Theory]
    [InlineData("07:00 - 08:00", "08:00 - 09:00", false)]
    [InlineData("07:00 - 08:00", "07:59 - 09:00", true)]
    [InlineData("23:00 - 01:00", "00:30 - 02:00", true)]
    [InlineData("23:00 - 01:00", "01:00 - 02:00", false)]
    public void Two_spans_share_the_clock_or_do_not(string one, string other, bool overlap) =>
        Assert.Equal(overlap, Shift.Overlap(SpanOf(one), SpanOf(other)));

    private static (DateTime, int) SpanOf(string text)
    {
        var slot = Slot.Parse(text)!.Value;
        return (Shift.At(Shift.Night, new DateOnly(2026, 3, 1), new TimeOnly(19, 0), slot.From), slot.Minutes);
    }

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
