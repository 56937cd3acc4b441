using System.Globalization;
using Faena.Modules.Downtime.Events;

namespace Faena.Tests.Modules.Downtime;

/// <summary>Moments as people and devices write them, on days on which the clock changes too.</summary>
public class LocalTimeTests
{
    private static readonly TimeZoneInfo LosAngeles = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    [Theory]
    [InlineData("2025-10-07T10:00", "2025-10-07T17:00:00Z")]
    [InlineData("2025-10-07T10:00:05", "2025-10-07T17:00:05Z")]
    [InlineData("2025-10-07T10:00:00-07:00", "2025-10-07T17:00:00Z")]
    [InlineData("2025-10-07T10:00:00+02:00", "2025-10-07T08:00:00Z")]
    [InlineData("2025-10-07T10:00:00Z", "2025-10-07T10:00:00Z")]
    [InlineData("2026-03-08T03:30", "2026-03-08T10:30:00Z")]
    [InlineData("2026-03-08T01:59", "2026-03-08T09:59:00Z")]
    public void A_moment_with_an_offset_is_an_instant_and_one_without_is_the_walls(string text, string instant) =>
        Assert.Equal(Instant(instant), Read(text).At);

    [Theory]
    [InlineData(0, "2025-11-02T08:30:00Z")]
    [InlineData(1, "2025-11-02T09:30:00Z")]
    public void In_the_hour_that_comes_twice_the_fold_says_which(int fold, string instant) =>
        Assert.Equal(Instant(instant), Read("2025-11-02T01:30", fold).At);

    // Written during the first pass it means the first, written long after both it means the later.
    [Theory]
    [InlineData("2025-11-02T08:31:00Z", "2025-11-02T08:30:00Z")]
    [InlineData("2025-11-02T09:29:00Z", "2025-11-02T09:30:00Z")]
    [InlineData("2025-11-03T12:00:00Z", "2025-11-02T09:30:00Z")]
    public void Without_a_fold_it_is_the_pass_nearer_to_now(string now, string instant) =>
        Assert.Equal(Instant(instant), Read("2025-11-02T01:30", now: now).At);

    [Theory]
    [InlineData("2026-03-08T02:00")]
    [InlineData("2026-03-08T02:30")]
    [InlineData("2026-03-08T02:59:59")]
    public void A_time_that_the_clock_skips_is_none_and_the_next_one_is_offered(string text)
    {
        var reading = Read(text);

        Assert.Equal(LocalTime.DoesNotExist, reading.Code);
        Assert.Equal(new DateTime(2026, 3, 8, 3, 0, 0), reading.Suggestion);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("10:00")]
    [InlineData("2025-10-07")]
    [InlineData("2025-10-07 10:00")]
    [InlineData("07/10/2025T10:00")]
    [InlineData("1999-12-31T23:00")]
    [InlineData("2101-01-01T00:00:00Z")]
    public void What_is_no_moment_is_refused(string text) => Assert.Equal("not_an_instant", Read(text).Code);

    private static LocalTime.Reading Read(string text, int? fold = null, string now = "2025-10-07T18:00:00Z") =>
        LocalTime.Read(text, LosAngeles, fold, Instant(now));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
