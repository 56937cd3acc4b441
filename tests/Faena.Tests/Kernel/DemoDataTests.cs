using System.Net;
using Faena.Tests.Support;

namespace Faena.Tests.Kernel;

public class DemoDataTests(DemoDataTests.DemoApp app) : IClassFixture<DemoDataTests.DemoApp>
{
    public sealed class DemoApp() : StartedWith("1");

    /// <param name="demo">What FAENA_DEMO says.</param>
    /// <param name="other">Another app, beside which this one works on the same database.</param>
    public class StartedWith(string demo, TestApp? other = null) : TestApp
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["FAENA_DEMO"] = demo };

        protected override Task<string> NewDatabase() => other is null ? base.NewDatabase() : Task.FromResult(other.ConnectionString);

        protected override Task DropDatabase() => other is null ? base.DropDatabase() : Task.CompletedTask;
    }

    [Fact]
    public async Task The_demo_breaks_no_rule_of_the_data()
    {
        foreach (var file in Directory.GetFiles(Repo.PathOf("db/invariants"), "*.sql"))
        {
            var broken = await app.Rows<dynamic>(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            Assert.True(broken.Count == 0, $"{Path.GetFileName(file)}: {string.Join(Environment.NewLine, broken)}");
        }
    }

    [Fact]
    public async Task The_demo_shows_what_real_work_shows()
    {
        Assert.True(await Exists("contracts.v_produccion WHERE volumen_excedente > 0"), "excess");
        Assert.True(await Exists("contracts.v_produccion WHERE tipo_tiempo = 'CMA'"), "minimum cost");
        Assert.True(await Exists("contracts.reporte_diario_detalle WHERE bloqueado"), "closed days");
        Assert.True(await Exists("contracts.reporte_mensual_header WHERE archivo LIKE 'https://example.com/%'"), "month links");
        Assert.True(await Exists("contracts.v_work_order WHERE vigencia_fin_ultima < vigencia_fin"), "a shortened family");
        Assert.True(await Exists("contracts.v_work_order WHERE estatus = 0"), "a cancelled order");
        Assert.Equal(3, await app.Scalar<int>("SELECT count(DISTINCT estado) FROM molding.orden_produccion"));
        Assert.Equal(3, await app.Scalar<int>("SELECT count(DISTINCT tipo_orden) FROM molding.orden_produccion"));
        Assert.Equal(5, await app.Scalar<int>("SELECT count(DISTINCT id_estatus) FROM contracts.registro_generadores_pu"));
        Assert.Equal(3, await app.Scalar<int>("SELECT max(count) FROM (SELECT count(*) FROM contracts.line_item GROUP BY id_pool) p"));
        // A factory with a line that stands, stops that nobody explained and a week before them.
        Assert.Equal(4, await app.Scalar<int>("SELECT count(DISTINCT line_id) FROM downtime.event"));
        Assert.Equal(1, await app.Scalar<int>("SELECT count(*) FROM downtime.event WHERE ended_at IS NULL"));
        Assert.Equal(2, await app.Scalar<int>("SELECT count(*) FROM downtime.event WHERE reason_id IS NULL"));
        Assert.True(await app.Scalar<int>("SELECT count(DISTINCT production_date) FROM downtime.event") >= 6);
    }

    [Fact]
    public async Task Its_people_sign_in_with_the_printed_password()
    {
        var (usernames, password) = await app.Row<(string[], string)>("SELECT usernames, password FROM kernel.demo_data");

        Assert.Equal(["field", "supervisor", "operator", "planner", "molding", "viewer"], usernames);
        foreach (var username in usernames)
        {
            await Expect.Status(HttpStatusCode.NoContent, await app.Anonymous().SignIn(username, password));
        }
        Assert.Equal("field", await app.Scalar<string>("SELECT min(usuario) FROM contracts.family_save"));
    }

    [Fact]
    public async Task A_second_start_adds_nothing()
    {
        var before = await EverythingIn(app);

        await using var again = new StartedWith("1", app);
        await again.InitializeAsync();

        Assert.Equal(before, await EverythingIn(app));
    }

    [Fact]
    public async Task Without_demo_mode_nothing_is_added()
    {
        await using var empty = new StartedWith("0");
        await empty.InitializeAsync();

        Assert.Equal(0, await empty.Scalar<int>("SELECT count(*) FROM catalog.sitio"));
        Assert.Equal("admin", await empty.Scalar<string>("SELECT string_agg(username, ',') FROM identity.users"));
    }

    [Fact]
    public async Task Work_that_people_entered_is_never_mixed_with_the_demo()
    {
        await using var real = new StartedWith("0");
        await real.InitializeAsync();
        await real.Execute("INSERT INTO contracts.ot (id_tipo, orden_trabajo) VALUES (4, 'OT real')");

        var before = await EverythingIn(real);

        await using var demo = new StartedWith("1", real);
        await demo.InitializeAsync();

        Assert.Equal(before, await EverythingIn(real));
    }

    private Task<bool> Exists(string what) => app.Scalar<bool>($"SELECT EXISTS (SELECT FROM {what})");

    /// <summary>How many changes there ever were, and how many orders and people.</summary>
    private static Task<string> EverythingIn(TestApp app) =>
        app.Scalar<string>(
            """
            SELECT concat_ws('/', (SELECT count(*) FROM audit.audit_log WHERE table_name NOT LIKE 'identity.sessions'),
              (SELECT count(*) FROM contracts.ot), (SELECT count(*) FROM identity.users), (SELECT count(*) FROM contracts.produccion))
            """
        );
}
