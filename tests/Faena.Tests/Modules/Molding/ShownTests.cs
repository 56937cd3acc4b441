using System.Globalization;
using Faena.Modules.Molding.Orders;

namespace Faena.Tests.Modules.Molding;

public class ShownTests
{
    [Theory]
    [InlineData("500.5", 0, "501")]
    [InlineData("100.5", 0, "101")]
    [InlineData("1.005", 2, "1.01")]
    [InlineData("0.00125", 4, "0.0013")]
    [InlineData("-1.005", 2, "-1.01")]
    [InlineData("2.4999999999999", 0, "3")] // the noise of a periodic quotient: settled at 12 places, then a tie
    [InlineData("2.49999999999", 0, "2")]
    public void A_tie_goes_away_from_zero(string value, int places, string shown) =>
        Assert.Equal(Parse(shown), Shown.Round(Parse(value), places));

    [Fact]
    public void The_last_part_takes_the_remainder_even_below_zero() =>
        Assert.Equal([0.01m, 0.01m, 0.01m, -0.01m], Shown.Parts([0.005m, 0.005m, 0.005m, 0.005m], 0.02m));

    [Theory]
    [InlineData("2025-11-20", "2.9999", "2025-11-22", "2025-11-24")]
    [InlineData("2025-11-20", "0.9999", "2025-11-20", "2025-11-20")]
    [InlineData("2025-11-23", "0.5", "2025-11-23", "2025-11-23")] // a Sunday start is not moved
    [InlineData("2025-11-23", "1", "2025-11-24", "2025-11-24")]
    [InlineData("2025-11-21", "1", "2025-11-22", "2025-11-24")]
    [InlineData("2025-11-22", "1", "2025-11-24", "2025-11-24")]
    [InlineData("2025-11-21", "2.19", "2025-11-24", "2025-11-25")]
    [InlineData("2025-12-15", "18.74", "2026-01-05", "2026-01-08")]
    public void An_end_counts_working_days_after_the_start(string start, string days, string mondayToSaturday, string mondayToFriday)
    {
        var from = DateOnly.Parse(start, CultureInfo.InvariantCulture);

        Assert.Equal(
            DateOnly.Parse(mondayToSaturday, CultureInfo.InvariantCulture),
            new PlantCalendar(PlantCalendar.MondayToSaturday).EndOf(from, Parse(days))
        );
        Assert.Equal(
            DateOnly.Parse(mondayToFriday, CultureInfo.InvariantCulture),
            new PlantCalendar(PlantCalendar.MondayToFriday).EndOf(from, Parse(days))
        );
    }

    [Fact]
    public void An_absurd_run_has_no_end() =>
        Assert.Null(new PlantCalendar(PlantCalendar.MondayToSaturday).EndOf(new DateOnly(2025, 1, 1), 1e15m));

    [Theory]
    [InlineData("95.99", ClosingGrade.Deficient)]
    [InlineData("96", ClosingGrade.Improvable)]
    [InlineData("97.99", ClosingGrade.Improvable)]
    [InlineData("98", ClosingGrade.Efficient)]
    [InlineData("102", ClosingGrade.Efficient)]
    [InlineData("102.01", ClosingGrade.Improvable)]
    [InlineData("104", ClosingGrade.Improvable)]
    [InlineData("104.01", ClosingGrade.Deficient)]
    public void A_closing_is_graded_by_its_distance_from_the_plan(string real, string grade) =>
        Assert.Equal(grade, ClosingGrade.Of(100, Parse(real))!.Calificacion);

    [Fact]
    public void Nothing_planned_has_no_grade() => Assert.Null(ClosingGrade.Of(0, 5));

    private static decimal Parse(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
