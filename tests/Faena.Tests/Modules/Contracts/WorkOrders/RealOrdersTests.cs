using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Contracts.WorkOrders;

/// <summary>The office's real workbook, where it is at hand. It is never part of the repository.</summary>
public class RealOrdersTests(TestApp app) : IClassFixture<TestApp>
{
    private static string PathOfWorkbook => Repo.SharedData("work-orders.xlsx");

    [Fact]
    public async Task The_real_workbook_becomes_136_families_of_286_orders_and_again_changes_nothing()
    {
        Assert.SkipUnless(File.Exists(PathOfWorkbook), $"The real workbook is not at {PathOfWorkbook} (FAENA_SHARED_DATA).");
        var orders = new OrderSteps(app);

        var clock = Stopwatch.StartNew();
        var first = await Import(orders);
        TestContext.Current.SendDiagnosticMessage("Imported {0} orders in {1} ms", first["creadas"], clock.ElapsedMilliseconds);

        Assert.Equal(286, (int)first["creadas"]!);
        Assert.Empty(first["rechazadas"]!.AsArray());
        var warnings = first["advertencias"]!.AsArray();
        int Warned(string code) => warnings.Count(w => (string?)w!["codigo"] == code);
        Assert.Equal(
            ["13/112023", "15/04/204"],
            warnings.Where(w => (string?)w!["codigo"] == "order_row_not_a_date").Select(w => (string?)w!["valor"])
        );
        // 7 pairs (5 planned, 2 real) in 6 rows.
        Assert.Equal(14, Warned("order_row_ends_before_start"));
        Assert.Equal(
            6,
            warnings.Where(w => (string?)w!["codigo"] == "order_row_ends_before_start").Select(w => (int)w!["fila"]!).Distinct().Count()
        );
        Assert.Equal(43, Warned("order_row_without_start"));
        Assert.Equal(30, Warned("order_row_without_end"));
        Assert.Equal(83, Warned("order_row_without_amount"));
        Assert.Equal(83, Warned("order_row_term_differs"));
        Assert.Equal("10", (string?)Assert.Single(warnings, w => (string?)w!["codigo"] == "order_row_state_unknown")!["valor"]);

        Assert.Equal(136, (int)(await orders.List("tipo=INICIAL"))["total"]!);
        Assert.Equal(150, (int)(await orders.List("tipo=REPROGRAMACION"))["total"]!);
        Assert.Equal(286, (int)(await orders.List("activa=true"))["total"]!);
        Assert.Equal(226, (int)(await orders.List("estatus=10"))["total"]!);
        Assert.Equal(136, await app.Scalar<int>("SELECT count(*)::int FROM contracts.family"));
        Assert.Equal(36, await app.Scalar<int>("SELECT count(*)::int FROM catalog.sitio WHERE numero IS NOT NULL"));
        Assert.Equal(11, await app.Scalar<int>("SELECT max(num_reprogramacion) FROM contracts.ot"));
        Assert.Equal(54, await app.Scalar<int>("SELECT count(DISTINCT ot_principal)::int FROM contracts.ot"));

        var traces = await app.Scalar<long>("SELECT count(*) FROM audit.audit_log WHERE table_name LIKE 'contracts.%'");
        var second = await Import(orders);

        Assert.Equal((0, 0, 286), ((int)second["creadas"]!, (int)second["actualizadas"]!, (int)second["sin_cambio"]!));
        Assert.Equal(warnings.Count, second["advertencias"]!.AsArray().Count);
        Assert.Equal(traces, await app.Scalar<long>("SELECT count(*) FROM audit.audit_log WHERE table_name LIKE 'contracts.%'"));
    }

    private static async Task<JsonNode> Import(OrderSteps orders)
    {
        await using var file = File.OpenRead(PathOfWorkbook);
        return await Expect.Json(
            HttpStatusCode.OK,
            await orders.Planner.PostAsync(
                $"{OrderSteps.Route}/import",
                new MultipartFormDataContent { { new StreamContent(file), "archivo", "work-orders.xlsx" } }
            )
        );
    }
}
