using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Downtime;

/// <summary>What people of a factory do, in a few words. Every test has a facility of its own.</summary>
public sealed class FloorSteps(TestApp app)
{
    public const string Events = "/api/downtime/events";

    private static int last;

    public HttpClient Admin => app.SignedInAs("Administrator");
    public HttpClient Supervisor => app.SignedInAs("Supervisor");
    public HttpClient Operator => app.SignedInAs("Operator");

    public static string NewCode(string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref last)}");

    public async Task<long> GivenAFacility(string zone = "America/Los_Angeles")
    {
        var code = NewCode("F");
        return await Id(
            Admin.PostAsJsonAsync(
                "/api/catalog/facilities",
                new
                {
                    code,
                    name = $"Planta {code}",
                    timeZone = zone,
                }
            )
        );
    }

    public async Task<long> GivenALine(long facility, int? crew = null)
    {
        var code = NewCode("L");
        return await Id(
            Admin.PostAsJsonAsync(
                "/api/catalog/lines",
                new
                {
                    facilityId = facility,
                    code,
                    name = $"Línea {code}",
                    crew,
                }
            )
        );
    }

    public Task<HttpResponseMessage> CreateShift(
        long facility,
        string code,
        string start,
        string end,
        object[]? breaks = null,
        int[]? weekdays = null
    ) => Admin.PostAsJsonAsync("/api/catalog/shifts", Shift(facility, code, start, end, breaks, weekdays));

    public static object Shift(long facility, string code, string start, string end, object[]? breaks = null, int[]? weekdays = null) =>
        new
        {
            facilityId = facility,
            code,
            names = new { es = $"Turno {code}", en = $"Shift {code}" },
            start,
            end,
            breaks = breaks ?? [],
            weekdays,
        };

    /// <summary>Morning, evening and night, as the seed has them.</summary>
    public async Task GivenThreeShifts(long facility)
    {
        await Expect.Status(HttpStatusCode.OK, await CreateShift(facility, "MS", "06:00", "14:00"));
        await Expect.Status(HttpStatusCode.OK, await CreateShift(facility, "ES", "14:00", "22:00"));
        await Expect.Status(HttpStatusCode.OK, await CreateShift(facility, "NS", "22:00", "06:00"));
    }

    /// <summary>A zone where it is the middle of the night shift now: what began half an hour ago began in the same shift.</summary>
    public static string ZoneOfTheNight(TimeProvider clock)
    {
        const int night = 2;
        var ahead = (night - clock.GetUtcNow().Hour + 24) % 24;
        // The names of these zones count the other way round, and go from 14 hours ahead to 12 behind.
        return ahead <= 14
            ? string.Create(CultureInfo.InvariantCulture, $"Etc/GMT-{ahead}")
            : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT+{24 - ahead}");
    }

    /// <summary>A line whose facility works around the clock in Los Angeles.</summary>
    public async Task<long> GivenALineWithShifts(string zone = "America/Los_Angeles")
    {
        var facility = await GivenAFacility(zone);
        await GivenThreeShifts(facility);
        return await GivenALine(facility);
    }

    public Task<long> GivenAReason(
        long? parent = null,
        bool requiresNote = false,
        string lossType = "UNPLANNED_STOP",
        params long[] lines
    ) => GivenAReason(null, parent, requiresNote, lossType, lines);

    public async Task<long> GivenAReason(
        (string Es, string En)? names,
        long? parent = null,
        bool requiresNote = false,
        string lossType = "UNPLANNED_STOP",
        params long[] lines
    )
    {
        var code = NewCode("R");
        return await Id(
            Admin.PostAsJsonAsync(
                "/api/downtime/reasons",
                new
                {
                    code,
                    parentId = parent,
                    names = new { es = names?.Es ?? $"Causa {code}", en = names?.En ?? $"Reason {code}" },
                    lossType,
                    countsAsFailure = true,
                    color = "#F05523",
                    requiresNote,
                    lineIds = lines,
                }
            )
        );
    }

    public static JsonObject Stop(long line, string start, string? end = null, long? reason = null) =>
        new()
        {
            ["lineId"] = line,
            ["reasonId"] = reason,
            ["startedAt"] = start,
            ["endedAt"] = end,
        };

    public static Task<HttpResponseMessage> Record(HttpClient who, JsonObject stop, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Events) { Content = JsonContent.Create(stop) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        return who.SendAsync(request);
    }

    public static async Task<JsonNode> Recorded(HttpClient who, JsonObject stop) =>
        await Expect.Json(HttpStatusCode.Created, await Record(who, stop));

    public static Task<HttpResponseMessage> Change(HttpClient who, long id, JsonObject stop, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Events}/{id}") { Content = JsonContent.Create(stop) };
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }
        return who.SendAsync(request);
    }

    public async Task<JsonArray> Occurrences(long facility, string from, string to) =>
        (
            await Expect.Json(
                HttpStatusCode.OK,
                await Admin.GetAsync($"/api/catalog/shift-occurrences?facilityId={facility}&from={from}&to={to}")
            )
        )["occurrences"]!.AsArray();

    public static long IdOf(JsonNode node) => (long)node["id"]!;

    private static async Task<long> Id(Task<HttpResponseMessage> created) => IdOf(await Expect.Json(HttpStatusCode.OK, await created));
}
