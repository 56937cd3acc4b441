using System.Collections.Concurrent;
using System.Globalization;
using Faena.Tests.Modules.Downtime;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Faena.Tests.Modules.Identity.StationSteps;

namespace Faena.Tests.Modules.Identity;

public class StationSecretsTests(StationSecretsTests.TalkativeApp app) : IClassFixture<StationSecretsTests.TalkativeApp>
{
    private const string Right = "60415973";
    private const string Wrong = "60415974";

    private readonly StationSteps steps = new(app);
    private readonly FloorSteps floor = new(app);

    [Fact]
    public async Task No_pin_no_cookie_and_no_key_is_in_an_answer_in_the_audit_log_or_in_the_logs()
    {
        var line = await floor.GivenALineWithShifts();
        var (tablet, _, _) = await steps.GivenAStation();
        var ana = await steps.GivenAPerson(Right);
        var start = app.Time.GetUtcNow().AddHours(-1).ToString("o", CultureInfo.InvariantCulture);
        List<HttpResponseMessage> answers =
        [
            await Act(tablet, ana, Right, FloorSteps.Events, FloorSteps.Stop(line, start)),
            await Act(tablet, ana, Wrong, FloorSteps.Events, FloorSteps.Stop(line, start)),
            await tablet.GetAsync("/api/session/station"),
            await tablet.GetAsync("/api/session"),
            await steps.Administrator.GetAsync(Stations),
            await steps.Administrator.GetAsync("/api/identity/users"),
            await steps.Administrator.GetAsync("/administration/stations"),
        ];

        var said = string.Concat(
            await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)))
        );
        var audited = string.Concat(await app.Rows<string>("SELECT l::text FROM audit.audit_log l WHERE table_name NOT LIKE 'downtime.%'"));
        var logged = string.Concat(app.Lines);
        Assert.Contains("PIN_FAILED", audited, StringComparison.Ordinal);
        Assert.Contains("/api/downtime/events", logged, StringComparison.Ordinal);
        IEnumerable<string> secrets =
        [
            Right,
            Wrong,
            "pin_hash",
            "pinHash",
            "tokenHash",
            "\"d\":",
            .. await app.Rows<string>("SELECT pin_hash FROM identity.pins"),
            .. await app.Rows<string>("SELECT encode(token_hash, 'hex') FROM identity.stations"),
            .. await app.Rows<string>("SELECT left(encode(private_key, 'hex'), 100) FROM identity.station_key"),
            .. await app.Rows<string>("SELECT left(encode(private_key, 'base64'), 60) FROM identity.station_key"),
        ];
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, audited, StringComparison.Ordinal);
            // The log names columns where it shows statements, never what they hold.
            if (secret != "pin_hash")
            {
                Assert.DoesNotContain(secret, logged, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>An app that logs all it can, and keeps it.</summary>
    public sealed class TalkativeApp : TestApp
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string>
            {
                ["Logging:LogLevel:Default"] = "Debug",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Debug",
                ["Logging:Console:LogLevel:Default"] = "Warning",
            };

        protected override void Configure(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(new Keeper(Lines));

        private sealed class Keeper(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
        {
            public ILogger CreateLogger(string categoryName) => this;

            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => lines.Enqueue($"{formatter(state, exception)} {exception}\n");

            public void Dispose() { }
        }
    }
}
