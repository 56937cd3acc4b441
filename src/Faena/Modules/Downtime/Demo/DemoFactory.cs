using System.Globalization;
using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Demo;
using Faena.Kernel.Hosting;

namespace Faena.Modules.Downtime.Demo;

/// <summary>An invented factory that works around the clock: four lines, a week of stops, one that runs and two that nobody explained.</summary>
internal sealed class DemoFactory(TimeProvider clock, Installation installation) : IDemoData
{
    private const string Supervisor = "supervisor";
    private const string Operator = "operator";
    private const int Days = 6;

    private static readonly string[] Lines = ["Extrusora 1", "Extrusora 2", "Llenadora", "Empaque"];

    // Minutes after midnight, and how long; each line has them a little later than the one before.
    private static readonly (int At, int Minutes)[] Usual =
    [
        (35, 18),
        (160, 7),
        (290, 42),
        (430, 4),
        (610, 25),
        (815, 12),
        (1_020, 9),
        (1_210, 31),
    ];

    public async Task<bool> HasRoom(DbWork work) => !await work.One<bool>(AnythingSql);

    public async Task Load(DemoStage stage, CancellationToken ct)
    {
        var facility = await Id(
            stage.Post(
                Actor.System,
                "/api/catalog/facilities",
                new
                {
                    code = "PN",
                    name = "Planta Norte (demo)",
                    timeZone = installation.TimeZone.Id,
                },
                ct
            )
        );
        await AddShifts(stage, facility, ct);
        await stage.Post(Actor.System, "/api/downtime/reasons/starter", null, ct);
        foreach (var (es, en) in Notes)
        {
            await stage.Post(Actor.System, "/api/downtime/quick-notes", new { names = new { es, en } }, ct);
        }
        var reasons = (await stage.Get(Supervisor, "/api/downtime/reasons", ct))["reasons"]!
            .AsArray()
            .Where(r => r!["parentId"] is not null)
            .Select(r => (long)r!["id"]!)
            .ToList();
        for (var line = 0; line < Lines.Length; line++)
        {
            var id = await Id(
                stage.Post(
                    Actor.System,
                    "/api/catalog/lines",
                    new
                    {
                        facilityId = facility,
                        code = string.Create(CultureInfo.InvariantCulture, $"L{line + 1}"),
                        name = Lines[line],
                        crew = 2 + (line % 2),
                    },
                    ct
                )
            );
            await AddStops(stage, id, line, reasons, ct);
        }
    }

    private static async Task AddShifts(DemoStage stage, long facility, CancellationToken ct)
    {
        foreach (var (code, es, en, start, end, pause) in Shifts)
        {
            await stage.Post(
                Actor.System,
                "/api/catalog/shifts",
                new
                {
                    facilityId = facility,
                    code,
                    names = new { es, en },
                    start,
                    end,
                    breaks = new[] { new { start = pause, minutes = 30 } },
                },
                ct
            );
        }
    }

    private async Task AddStops(DemoStage stage, long line, int place, IReadOnlyList<long> reasons, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // The last hour is told below.
        var until = now.AddHours(-1);
        for (var day = -Days; day <= 0; day++)
        {
            var midnight = stage.Today.AddDays(day).ToDateTime(TimeOnly.MinValue);
            var start = new DateTimeOffset(midnight, installation.TimeZone.GetUtcOffset(midnight));
            for (var index = 0; index < Usual.Length; index++)
            {
                var (at, minutes) = Usual[index];
                var from = start.AddMinutes(at + (place * 23) + ((day + Days) * 3));
                if ((index + place + day + Days) % 3 == 0 || from.AddMinutes(minutes) > until)
                {
                    continue;
                }
                var reason = reasons[(index + (place * 2)) % reasons.Count];
                await Record(stage, Supervisor, line, from, from.AddMinutes(minutes + place), reason, ct);
            }
        }
        if (place is 0 or 2)
        {
            await Record(stage, Operator, line, now.AddMinutes(-52), now.AddMinutes(-45), null, ct);
        }
        if (place == 1)
        {
            await Record(stage, Operator, line, now.AddMinutes(-17), null, reasons[0], ct);
        }
    }

    private static Task Record(
        DemoStage stage,
        string who,
        long line,
        DateTimeOffset from,
        DateTimeOffset? to,
        long? reason,
        CancellationToken ct
    ) =>
        stage.Post(
            who,
            "/api/downtime/events",
            new
            {
                lineId = line,
                reasonId = reason,
                startedAt = from.ToString("O", CultureInfo.InvariantCulture),
                endedAt = to?.ToString("O", CultureInfo.InvariantCulture),
                jobNumber = "J-4711",
            },
            ct
        );

    private static async Task<long> Id(Task<JsonNode> created) => (long)(await created)["id"]!;

    private static readonly (string Code, string Es, string En, string Start, string End, string Pause)[] Shifts =
    [
        ("M", "Matutino", "Morning", "06:00", "14:00", "10:00"),
        ("V", "Vespertino", "Evening", "14:00", "22:00", "18:00"),
        ("N", "Nocturno", "Night", "22:00", "06:00", "02:00"),
    ];

    private static readonly (string Es, string En)[] Notes =
    [
        ("Se avisó a mantenimiento", "Maintenance was told"),
        ("Se esperó al técnico", "Waited for the technician"),
        ("Se cambió la pieza", "The part was replaced"),
        ("Vuelve a pasar", "It happens again"),
    ];

    private const string AnythingSql = "SELECT EXISTS (SELECT FROM catalog.v_facility) OR EXISTS (SELECT FROM downtime.reason)";
}
