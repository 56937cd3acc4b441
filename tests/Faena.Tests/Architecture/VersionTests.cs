using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Faena.Tests.Modules.Contracts.WorkOrders;
using Faena.Tests.Modules.Downtime;
using Faena.Tests.Modules.Molding;
using Faena.Tests.Support;

namespace Faena.Tests.Architecture;

public partial class VersionTests(TestApp app) : IClassFixture<TestApp>
{
    // Here a version is the number of a save, which many cells share.
    private static readonly string[] NumberedBySave = ["contracts.family", "contracts.family_save", "contracts.produccion"];

    // What a change of these replaces whole is nobody's text: the last one is meant.
    private static readonly string[] WithoutVersion =
    [
        "PUT /api/contracts/work-orders/{id:long}/rate",
        "PUT /api/identity/users/{id:long}/pin",
        "PATCH /api/molding/catalog/",
    ];

    [Fact]
    public async Task Every_version_is_counted_by_the_database() =>
        Assert.Empty(
            await app.Rows<string>(
                """
                SELECT c.table_schema || '.' || c.table_name FROM information_schema.columns c
                JOIN information_schema.tables t USING (table_schema, table_name)
                WHERE c.column_name = 'version' AND t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
                  AND NOT c.table_schema || '.' || c.table_name = ANY (@NumberedBySave)
                  AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgname = 'count_version'
                                  AND g.tgrelid = format('%I.%I', c.table_schema, c.table_name)::regclass)
                """,
                new { NumberedBySave }
            )
        );

    [Fact]
    public void No_statement_counts_a_version_itself() =>
        Assert.Empty(
            from type in typeof(Program).Assembly.GetTypes()
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where field.IsLiteral && field.FieldType == typeof(string)
            let sql = (string)field.GetRawConstantValue()!
            where Counting().IsMatch(sql) && !NumberedBySave.Any(t => sql.Contains($"UPDATE {t} ", StringComparison.Ordinal))
            select $"{type.Name}.{field.Name}"
        );

    [Fact]
    public async Task A_change_of_what_somebody_else_has_changed_meanwhile_is_refused_everywhere()
    {
        var examples = await GivenOneOfEach();
        var accepted = new List<string>();
        foreach (var route in SweptRoute.Of(app).Where(r => r.Method is "PUT" or "PATCH" && r.HasPlace("id")))
        {
            var called = $"{route.Method} {route.Pattern}";
            if (WithoutVersion.Any(p => called.StartsWith(p, StringComparison.Ordinal)))
            {
                continue;
            }
            if (!examples.TryGetValue(route.Pattern, out var example))
            {
                accepted.Add($"{route}: no example here, nor a reason why there is no version");
                continue;
            }
            var request = new HttpRequestMessage(
                new HttpMethod(route.Method),
                route.Address(new Dictionary<string, long> { ["id"] = example.Id })
            )
            {
                Content = JsonContent.Create(example.Body),
            };
            request.Headers.TryAddWithoutValidation("If-Match", "\"999\"");
            var answer = await app.SignedInAs("Administrator").SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.PreconditionFailed)
            {
                accepted.Add($"{route}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
        }

        Assert.Empty(accepted);
    }

    [Fact]
    public async Task A_rate_makes_the_order_another_version_so_an_older_edit_does_not_take_it_back()
    {
        var orders = new OrderSteps(app);
        var id = await orders.GivenAnInitialOrder();
        var read = (await app.SignedInAs("Administrator").GetAsync($"{OrderSteps.Route}/{id}")).Headers.ETag!.Tag;

        await Expect.Status(
            HttpStatusCode.NoContent,
            await app.SignedInAs("Administrator").PutAsJsonAsync($"{OrderSteps.Route}/{id}/rate", new { tipo_cambio = 18.5m })
        );

        var edit = new HttpRequestMessage(HttpMethod.Put, $"{OrderSteps.Route}/{id}")
        {
            Content = JsonContent.Create(new { comentario = "x" }),
        };
        edit.Headers.TryAddWithoutValidation("If-Match", read);
        await Expect.Refusal(
            HttpStatusCode.PreconditionFailed,
            "order_changed_meanwhile",
            await app.SignedInAs("Administrator").SendAsync(edit)
        );
    }

    private async Task<Dictionary<string, (long Id, object Body)>> GivenOneOfEach()
    {
        var (floor, orders) = (new FloorSteps(app), new OrderSteps(app));
        var line = await floor.GivenALineWithShifts();
        var facility = await app.Scalar<long>("SELECT facility_id FROM catalog.line WHERE id = @line", new { line });
        var shift = await app.Scalar<long>("SELECT min(id) FROM catalog.shift WHERE facility_id = @facility", new { facility });
        var reason = new
        {
            code = "R",
            names = new { es = "Una", en = "One" },
            lossType = "UNPLANNED_STOP",
            countsAsFailure = true,
            color = "#F05523",
            requiresNote = false,
            active = true,
        };
        var note = new { names = new { es = "Una", en = "One" }, active = true };
        var changed = JsonSerializer.SerializeToNode(FloorSteps.Shift(facility, "S", "06:00", "14:00"), JsonSerializerOptions.Web)!;
        changed["active"] = true;
        var molding = new SheetSteps(app);
        await molding.Plant.GivenThePlant();
        var (order, sheet) = await molding.GivenAnOpenOrder();
        var stop = FloorSteps.Stop(line, app.Time.GetUtcNow().AddMinutes(-5).ToString("O"));
        return new Dictionary<string, (long, object)>(StringComparer.Ordinal)
        {
            ["/api/catalog/clients/{id:long}"] = (
                await app.Scalar<long>("INSERT INTO catalog.cliente (descripcion) VALUES ('One') RETURNING id"),
                new { }
            ),
            ["/api/catalog/project-leads/{id:long}"] = (
                await app.Scalar<long>("INSERT INTO catalog.responsable_proyecto (descripcion) VALUES ('One') RETURNING id"),
                new { }
            ),
            ["/api/catalog/sites/{id:long}"] = (await orders.GivenASite("patio"), new { }),
            ["/api/catalog/units/{id:long}"] = (await app.Scalar<long>("SELECT min(id) FROM catalog.unidad_medida"), new { }),
            ["/api/catalog/facilities/{id:long}"] = (facility, new { }),
            ["/api/catalog/lines/{id:long}"] = (line, new { }),
            ["/api/catalog/shifts/{id:long}"] = (shift, changed),
            ["/api/contracts/work-orders/{id:long}"] = (await orders.GivenAnInitialOrder(), new { }),
            ["/api/downtime/events/{id:long}"] = (FloorSteps.IdOf(await FloorSteps.Recorded(floor.Admin, stop)), stop),
            ["/api/downtime/reasons/{id:long}"] = (await floor.GivenAReason(), reason),
            ["/api/downtime/quick-notes/{id:long}"] = (
                await app.Scalar<long>(
                    "INSERT INTO downtime.quick_note (name_es, name_en, sort_order) VALUES ('Una', 'One', 1) RETURNING id"
                ),
                note
            ),
            ["/api/registros/{id:long}"] = (SheetSteps.IdOf(await molding.Recorded(order, sheet)), sheet),
            ["/api/identity/users/{id:long}"] = (
                await app.Scalar<long>("INSERT INTO identity.users (username, display_name) VALUES ('one', 'One') RETURNING id"),
                new { }
            ),
        };
    }

    [GeneratedRegex(@"\bversion\s*=\s*(\w+\.)?version\s*\+\s*1")]
    private static partial Regex Counting();
}
