using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Downtime;

/// <summary>
/// Whoever says for how many minutes a line stood says the same: every minute of a stop belongs to the shift that runs then, or else to
/// the local date; the stop itself is counted once, where it began.
/// </summary>
public sealed class MinutesTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Zone = "America/Los_Angeles";
    private const int Days = 5;

    private readonly FloorSteps floor = new(app);

    private sealed record Stop(long Line, DateTimeOffset From, DateTimeOffset? To);

    /// <summary>Where a minute lies: its production date, and the code of its shift where one runs.</summary>
    private sealed record Place(DateOnly Date, string? Shift);

    [Theory]
    [InlineData("2025-10-06", 1)]
    [InlineData("2025-10-31", 2)] // the clock goes back on November 2
    [InlineData("2026-03-06", 3)] // and forward on March 8
    public async Task A_supervisors_days_show_each_minute_in_the_shift_in_which_it_lay(string first, int seed)
    {
        var (facility, lines) = await GivenAFactory();
        var from = DateOnly.ParseExact(first, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var begin = new DateTimeOffset(from.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
        var stops = await GivenRandomStops(new Random(seed), lines, begin, begin.AddDays(Days));

        for (var date = from.AddDays(-1); date <= from.AddDays(Days + 1); date = date.AddDays(1))
        {
            var day = await Day(facility, date);
            foreach (var line in lines)
            {
                SaysAsTheModel(day, line, date, stops, begin.AddDays(Days + 2));
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_board_and_the_day_say_the_same_of_today_with_what_still_runs(int seed)
    {
        var (facility, lines) = await GivenAFactory();
        var now = app.Time.GetUtcNow();
        var end = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, now.Minute, 0, TimeSpan.Zero).AddHours(-1);
        var stops = await GivenRandomStops(new Random(seed), lines, end.AddDays(-2), end);
        await FloorSteps.Recorded(floor.Admin, FloorSteps.Stop(lines[0], $"{end:O}"));
        stops = [.. stops, new Stop(lines[0], end, null)];

        var before = app.Time.GetUtcNow();
        var board = await Expect.Json(HttpStatusCode.OK, await floor.Supervisor.GetAsync($"/api/downtime/board?facilityId={facility}"));
        var date = DateOnly.ParseExact((string)board["productionDate"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var day = await Day(facility, date);
        var after = app.Time.GetUtcNow();

        foreach (var line in lines)
        {
            var of = stops.Where(s => s.Line == line).ToList();
            var (least, most) = (Model(of, before), Model(of, after));
            foreach (var (minutes, begun) in new[] { OnBoard(board, line), OnDay(LineOf(day, line)["total"]!) })
            {
                Assert.InRange(minutes, Sum(least, date) - 0.1m, Sum(most, date) + 0.1m);
                Assert.Equal(of.Count(s => PlaceOf(s.From).Date == date), begun);
            }
        }
    }

    private static void SaysAsTheModel(JsonNode day, long line, DateOnly date, IEnumerable<Stop> stops, DateTimeOffset now)
    {
        var of = stops.Where(s => s.Line == line).ToList();
        var model = Model(of, now);
        var shifts = LineOf(day, line)["shifts"]!.AsArray();
        foreach (var shift in shifts)
        {
            var place = new Place(date, (string?)shift!["code"]);
            Assert.Equal((model.GetValueOrDefault(place), of.Count(s => PlaceOf(s.From) == place)), OnDay(shift["total"]!));
        }
        // Nothing is said nowhere.
        Assert.Equal((Sum(model, date), of.Count(s => PlaceOf(s.From).Date == date)), OnDay(LineOf(day, line)["total"]!));
        Assert.Equal(Sum(model, date), shifts.Sum(s => (decimal)s!["total"]!["minutes"]!));
    }

    /// <summary>The slow and obviously right way: minute by minute.</summary>
    private static Dictionary<Place, decimal> Model(IEnumerable<Stop> stops, DateTimeOffset now)
    {
        var minutes = new Dictionary<Place, decimal>();
        foreach (var stop in stops)
        {
            var end = stop.To ?? now;
            for (var minute = stop.From; minute < end; minute = minute.AddMinutes(1))
            {
                var part = end - minute < TimeSpan.FromMinutes(1) ? (decimal)(end - minute).TotalMinutes : 1;
                minutes[PlaceOf(minute)] = minutes.GetValueOrDefault(PlaceOf(minute)) + part;
            }
        }
        return minutes;
    }

    /// <summary>Mornings from six to two, and nights from ten to six that begin on Mondays to Fridays; nobody works in the evening.</summary>
    private static Place PlaceOf(DateTimeOffset instant)
    {
        var wall = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(Zone)).DateTime;
        var today = DateOnly.FromDateTime(wall);
        var night = wall.Hour < 6 ? today.AddDays(-1) : today;
        return wall.Hour is >= 6 and < 14 ? new Place(today, "MS")
            : wall.Hour is >= 22 or < 6 && night.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) ? new Place(night, "NS")
            : new Place(today, null);
    }

    private static decimal Sum(Dictionary<Place, decimal> model, DateOnly date) => model.Where(m => m.Key.Date == date).Sum(m => m.Value);

    private async Task<(long Facility, long[] Lines)> GivenAFactory()
    {
        var facility = await floor.GivenAFacility(Zone);
        await Expect.Status(HttpStatusCode.OK, await floor.CreateShift(facility, "MS", "06:00", "14:00"));
        await Expect.Status(HttpStatusCode.OK, await floor.CreateShift(facility, "NS", "22:00", "06:00", weekdays: [1, 2, 3, 4, 5]));
        return (facility, [await floor.GivenALine(facility), await floor.GivenALine(facility)]);
    }

    /// <summary>From a minute to a night and a day long.</summary>
    private async Task<IReadOnlyList<Stop>> GivenRandomStops(Random dice, long[] lines, DateTimeOffset from, DateTimeOffset until)
    {
        var stops = new List<Stop>();
        foreach (var line in lines)
        {
            for (var at = from.AddMinutes(dice.Next(300)); at < until; at = stops[^1].To!.Value.AddMinutes(dice.Next(300)))
            {
                var end = at.AddMinutes(1 + (int)Math.Pow(dice.Next(1, 38), 2));
                if (end > until)
                {
                    break;
                }
                await FloorSteps.Recorded(floor.Admin, FloorSteps.Stop(line, $"{at:O}", $"{end:O}"));
                stops.Add(new Stop(line, at, end));
            }
        }
        return stops;
    }

    private async Task<JsonNode> Day(long facility, DateOnly date) =>
        await Expect.Json(
            HttpStatusCode.OK,
            await floor.Supervisor.GetAsync($"/api/downtime/day?facilityId={facility}&productionDate={date:yyyy-MM-dd}")
        );

    private static JsonNode LineOf(JsonNode answer, long line) => answer["lines"]!.AsArray().Single(l => FloorSteps.IdOf(l!) == line)!;

    private static (decimal Minutes, int Stops) OnDay(JsonNode total) => ((decimal)total["minutes"]!, (int)total["stops"]!);

    private static (decimal Minutes, int Stops) OnBoard(JsonNode board, long line) =>
        ((decimal)LineOf(board, line)["minutesToday"]!, (int)LineOf(board, line)["stopsToday"]!);
}
