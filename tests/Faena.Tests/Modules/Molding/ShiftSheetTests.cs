using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Molding;

/// <summary>The shift sheet: what it computes, what it says, what it refuses.</summary>
public class ShiftSheetTests(TestApp app) : IClassFixture<TestApp>, IAsyncLifetime
{
    private readonly SheetSteps floor = new(app);

    public async ValueTask InitializeAsync() => await floor.Plant.GivenThePlant();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    // Scenario 7 of the specification.
    [Fact]
    public async Task The_documented_sheet_reads_as_documented()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();

        var recorded = await floor.Recorded(order, sheet);

        var read = Assert.Single(await floor.SheetsOf(order))!;
        Assert.Equal(recorded.ToJsonString(), read.ToJsonString());
        Assert.Equal(
            ("2023-11-21", "DIURNO", "07:00", 1000L, 1500L, 500L, 1000L, 88.0m, 87.0m, "contador"),
            (
                (string)read["FECHA"]!,
                (string)read["Turno"]!,
                (string)read["Hora Inicio"]!,
                (long)read["Colada Ini"]!,
                (long)read["Colada Fin"]!,
                (long)read["Total Coladas (Calc)"]!,
                (long)read["Total Piezas (Est)"]!,
                (decimal)read["Total Kg (Est)"]!,
                (decimal)read["Total Kg Neto (Est)"]!,
                (string)read["origen_coladas"]!
            )
        );
        Assert.Equal((string?)sheet["maquina"], (string?)read["Maquina"]);
        var row = Assert.Single(read["detalles"]!.AsArray())!;
        Assert.Equal(
            ("07:00 - 08:00", "Juan Perez", "Amarillo", 50L, 100L, 8.8m, 8.7m),
            (
                (string)row["hora"]!,
                (string)row["maquinista"]!,
                (string)row["color"]!,
                (long)row["coladas"]!,
                (long)row["piezas"]!,
                (decimal)row["kg"]!,
                (decimal)row["kg_neto"]!
            )
        );
        var warning = Assert.Single(read["advertencias"]!.AsArray(), w => (string?)w!["code"] == "HOURS_COUNTER_MISMATCH")!;
        Assert.Contains("50", (string)warning["detalle"]!, StringComparison.Ordinal);
        Assert.Contains("500", (string)warning["detalle"]!, StringComparison.Ordinal);
        Assert.Equal(-450, (long)warning["datos"]!["diferencia"]!);
    }

    [Fact]
    public async Task A_counter_that_runs_backwards_is_refused_unless_it_rolled_over()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["detalles"] = new JsonArray();
        (sheet["colada_inicial"], sheet["colada_final"]) = (3315, 1239);
        var refusal = await Expect.Refusal(
            HttpStatusCode.UnprocessableEntity,
            "COUNTER_END_BEFORE_START",
            await floor.Record(order, sheet)
        );
        Assert.NotNull(refusal["errors"]!["colada_final"]);

        (sheet["colada_inicial"], sheet["colada_final"], sheet["vuelta_contador"]) = (999950, 120, true);
        await Expect.BadField("digitos_contador", await floor.Record(order, sheet));
        sheet["digitos_contador"] = 5;
        await Expect.BadField("colada_inicial", await floor.Record(order, sheet));
        sheet["digitos_contador"] = 6;
        Assert.Equal(170, (long)(await floor.Recorded(order, sheet))["Total Coladas (Calc)"]!);
    }

    [Fact]
    public async Task Equal_readings_are_no_shots_and_never_the_sum_of_the_hours()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["colada_final"] = 1000;
        sheet["detalles"] = new JsonArray(SheetSteps.Row("07:00 - 08:00", 0));

        var recorded = await floor.Recorded(order, sheet);

        Assert.Equal(0, (long)recorded["Total Coladas (Calc)"]!);
        Assert.Contains("COUNTER_UNCHANGED", SheetSteps.CodesOf(recorded));
        (sheet["hora_inicio"], sheet["detalles"]) = ("08:00", new JsonArray(SheetSteps.Row("08:00 - 09:00", 50)));
        await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "HOURS_COUNTER_MISMATCH", await floor.Record(order, sheet));
    }

    [Fact]
    public async Task Without_counters_the_hours_count_and_the_sheet_says_so()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        (sheet["colada_inicial"], sheet["colada_final"]) = (null, null);
        sheet["detalles"] = Hours(118, 121, 120, 119, 60, 122, 120, 117, 121, 120, 112);

        var recorded = await floor.Recorded(order, sheet);

        Assert.Equal("horas", (string?)recorded["origen_coladas"]);
        Assert.Equal(1250, (long)recorded["Total Coladas (Calc)"]!);
        Assert.Null(recorded["Colada Ini"]);
        sheet["detalles"] = new JsonArray();
        sheet["hora_inicio"] = "08:00";
        await Expect.BadField("colada_final", await floor.Record(order, sheet));
        (sheet["colada_inicial"], sheet["detalles"]) = (5, Hours(1));
        await Expect.BadField("colada_final", await floor.Record(order, sheet));
    }

    [Fact]
    public async Task The_rows_of_a_sheet_add_up_to_its_header_as_shown()
    {
        var odd = MoldingSteps.Buckets();
        (odd["peso_unitario"], odd["cavidades"], odd["peso_tiro"]) = (158.27m, 3, 499.8m);
        var (order, sheet) = await floor.GivenAnOpenOrder(odd);
        sheet["detalles"] = Hours(118, 121, 120, 119, 60, 122, 120, 117, 121, 120, 112);
        (sheet["colada_inicial"], sheet["colada_final"]) = (0, 1250);

        var recorded = await floor.Recorded(order, sheet);

        var rows = recorded["detalles"]!.AsArray();
        Assert.Equal(624.75m, (decimal)recorded["Total Kg (Est)"]!);
        Assert.Equal((decimal)recorded["Total Kg (Est)"]!, rows.Sum(r => (decimal)r!["kg"]!));
        Assert.Equal((decimal)recorded["Total Kg Neto (Est)"]!, rows.Sum(r => (decimal)r!["kg_neto"]!));
        Assert.Equal((long)recorded["Total Piezas (Est)"]!, rows.Sum(r => (long)r!["piezas"]!));
        Assert.Equal("593.5125", (string?)recorded["calculo"]!["kg_neto"]);
        Assert.DoesNotContain("HOURS_COUNTER_MISMATCH", SheetSteps.CodesOf(recorded));
    }

    [Fact]
    public async Task Hours_above_the_counter_are_refused_beyond_a_tenth()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["detalles"] = Hours(120, 120, 120, 120, 71);
        var refusal = await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "HOURS_COUNTER_MISMATCH", await floor.Record(order, sheet));
        Assert.NotNull(refusal["errors"]!["detalles"]);

        sheet["detalles"] = Hours(120, 120, 120, 120, 70);
        Assert.Contains("HOURS_COUNTER_MISMATCH", SheetSteps.CodesOf(await floor.Recorded(order, sheet)));
    }

    [Fact]
    public async Task A_rate_no_machine_reaches_is_refused_and_a_doubtful_one_is_said()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["colada_final"] = 1721;
        await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "RATE_IMPLAUSIBLE", await floor.Record(order, sheet));

        sheet["colada_final"] = 1720;
        Assert.Contains("RATE_IMPLAUSIBLE", SheetSteps.CodesOf(await floor.Recorded(order, sheet)));
    }

    [Fact]
    public async Task Operator_and_colour_carry_on_down_the_rows_as_on_paper()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["detalles"] = new JsonArray(
            SheetSteps.Row("07:00 - 08:00", 100, "Ana", "amarillo "),
            SheetSteps.Row("08:00 - 09:00", 100, "", ""),
            SheetSteps.Row("09:00 - 10:00", 100, "\"", "ROJO"),
            new JsonObject
            {
                ["hora"] = "10:00 - 11:00",
                ["coladas"] = 100,
                ["merma_kg"] = 1.25m,
                ["motivo_merma"] = "Rebaba",
            }
        );

        var recorded = await floor.Recorded(order, sheet);

        var rows = recorded["detalles"]!.AsArray();
        Assert.Equal(["Ana", "Ana", "Ana", "Ana"], rows.Select(r => (string)r!["maquinista"]!));
        Assert.Equal(["Amarillo", "Amarillo", "Rojo", "Rojo"], rows.Select(r => (string)r!["color"]!));
        Assert.Equal((1.25m, "Rebaba"), ((decimal)rows[3]!["merma_kg"]!, (string)rows[3]!["motivo_merma"]!));
        Assert.Equal(1.25m, (decimal)recorded["total_merma_kg"]!);
    }

    [Fact]
    public async Task Lines_of_the_paper_that_nobody_filled_in_are_no_rows()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        var blank = SheetSteps.Row("08:00 - 09:00", 0);
        blank["coladas"] = null;
        sheet["detalles"] = new JsonArray(SheetSteps.Row("07:00 - 08:00", 50), blank);
        Assert.Single((await floor.Recorded(order, sheet))["detalles"]!.AsArray());

        var (stopped, other) = await floor.GivenAnOpenOrder();
        blank["observacion"] = "Cambio de molde";
        other["detalles"] = new JsonArray(blank.DeepClone());
        await Expect.BadField("detalles[0].coladas", await floor.Record(stopped, other));
        blank.Remove("coladas");
        blank.Remove("observacion");
        other["detalles"] = new JsonArray(blank.DeepClone());
        await Expect.BadField("detalles[0].coladas", await floor.Record(stopped, other));
    }

    [Fact]
    public async Task A_night_crosses_midnight_and_keeps_its_date()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        (sheet["turno"], sheet["hora_inicio"]) = ("NOCTURNO", "19:00");
        sheet["detalles"] = new JsonArray(
            SheetSteps.Row("19:00 - 20:00", 200),
            SheetSteps.Row("23:30 - 00:30", 200),
            SheetSteps.Row("06:00 - 07:00", 100)
        );

        var recorded = await floor.Recorded(order, sheet);

        Assert.Equal("2023-11-21", (string?)recorded["FECHA"]);
        Assert.Equal(["19:00 - 20:00", "23:30 - 00:30", "06:00 - 07:00"], recorded["detalles"]!.AsArray().Select(r => (string)r!["hora"]!));
        Assert.DoesNotContain("SLOT_OUTSIDE_SHIFT", SheetSteps.CodesOf(recorded));
        Assert.Equal(
            new DateTime(2023, 11, 22, 6, 0, 0),
            await app.Scalar<DateTime>(
                "SELECT max(desde) FROM molding.detalle_produccion_hora WHERE id_registro = @id",
                new { id = SheetSteps.IdOf(recorded) }
            )
        );
        sheet["detalles"] = new JsonArray(SheetSteps.Row("00:00 - 01:00", 500));
        await Expect.Refusal(HttpStatusCode.Conflict, "SHIFT_OVERLAP", await floor.Record(order, sheet));
    }

    [Fact]
    public async Task Hours_outside_the_shift_or_beyond_twelve_are_said()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["detalles"] = new JsonArray(SheetSteps.Row("06:00 - 19:00", 500));

        var codes = SheetSteps.CodesOf(await floor.Recorded(order, sheet)).ToList();

        Assert.Contains("SLOT_OUTSIDE_SHIFT", codes);
        Assert.Contains("SHIFT_TOO_LONG", codes);
    }

    [Fact]
    public async Task No_hour_of_a_machine_stands_twice_in_a_shift_whatever_the_order()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["detalles"] = new JsonArray(SheetSteps.Row("07:00 - 08:00", 50), SheetSteps.Row("07:30 - 08:30", 50));
        await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "SHIFT_OVERLAP", await floor.Record(order, sheet));

        sheet["detalles"] = new JsonArray(SheetSteps.Row("07:00 - 08:00", 50));
        var first = await floor.Recorded(order, sheet);
        var other = await floor.Plant.GivenReleased(MoldingSteps.Buckets());
        var refusal = await Expect.Refusal(HttpStatusCode.Conflict, "SHIFT_OVERLAP", await floor.Record(other, sheet));
        Assert.Equal(SheetSteps.IdOf(first), (long)refusal["data"]!["id_registro"]!);

        // A change-over: the same shift, other hours.
        sheet["detalles"] = new JsonArray(SheetSteps.Row("08:00 - 09:00", 50));
        await floor.Recorded(other, sheet);
        // Without rows a sheet takes no hours, and the next shift or machine is another matter.
        sheet["detalles"] = new JsonArray();
        await floor.Recorded(order, sheet);
        (sheet["detalles"], sheet["turno"]) = (new JsonArray(SheetSteps.Row("07:00 - 08:00", 50)), "EXTRA");
        await floor.Recorded(order, sheet);
    }

    [Fact]
    public async Task Of_many_who_write_the_same_hours_at_once_one_does()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => floor.Record(order, sheet)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        foreach (var answer in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
        {
            await Expect.Refusal(HttpStatusCode.Conflict, "SHIFT_OVERLAP", answer);
        }
    }

    [Fact]
    public async Task The_schema_itself_keeps_two_sheets_out_of_the_same_minute()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        var first = SheetSteps.IdOf(await floor.Recorded(order, sheet));
        sheet["detalles"] = new JsonArray(SheetSteps.Row("08:00 - 09:00", 50));
        var second = SheetSteps.IdOf(await floor.Recorded(order, sheet));

        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            app.Execute(
                """
                UPDATE molding.registro_diario_produccion r SET ocupa = o.ocupa FROM molding.registro_diario_produccion o
                WHERE r.id = @second AND o.id = @first
                """,
                new { first, second }
            )
        );

        Assert.Equal("SHIFT_OVERLAP", error.ConstraintName);
    }

    [Fact]
    public async Task A_gap_or_an_overlap_of_the_counter_is_said()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["detalles"] = new JsonArray();
        await floor.Recorded(order, sheet);

        sheet["fecha"] = "2023-11-22";
        (sheet["colada_inicial"], sheet["colada_final"]) = (1500, 1600);
        Assert.DoesNotContain("COUNTER_GAP", SheetSteps.CodesOf(await floor.Recorded(order, sheet)));
        sheet["fecha"] = "2023-11-23";
        (sheet["colada_inicial"], sheet["colada_final"]) = (1610, 1700);
        Assert.Contains("COUNTER_GAP", SheetSteps.CodesOf(await floor.Recorded(order, sheet)));
        // One that is written late and fits between its neighbours on one side only.
        (sheet["fecha"], sheet["turno"], sheet["hora_inicio"]) = ("2023-11-22", "NOCTURNO", "19:00");
        (sheet["colada_inicial"], sheet["colada_final"]) = (1600, 1605);
        Assert.Contains("COUNTER_GAP", SheetSteps.CodesOf(await floor.Recorded(order, sheet)));
    }

    [Theory]
    [InlineData("fecha", "\"2999-01-01\"", "fecha")]
    [InlineData("fecha", "\"21/11/2023\"", "fecha")]
    [InlineData("turno", "\"TARDE\"", "turno")]
    [InlineData("turno", "null", "turno")]
    [InlineData("hora_inicio", "\"7 am\"", "hora_inicio")]
    [InlineData("maquina", "\"INY-999999\"", "maquina")]
    [InlineData("colada_final", "1500.5", "colada_final")]
    [InlineData("colada_final", "-1", "colada_final")]
    [InlineData("colada_final", "null", "colada_final")]
    [InlineData("colada_final", "1000000000000", "colada_final")]
    [InlineData("digitos_contador", "3", "colada_final")]
    [InlineData("tiempo_ciclo", "0", "tiempo_ciclo")]
    [InlineData("cavidades", "3", "cavidades")]
    [InlineData("cavidades", "1", "motivo_cavidades")]
    [InlineData("id_cliente", "\"abc\"", "id_cliente")]
    [InlineData("detalles[0].hora", "\"manana\"", "detalles[0].hora")]
    [InlineData("detalles[0].coladas", "11.2", "detalles[0].coladas")]
    [InlineData("detalles[0].coladas", "-5", "detalles[0].coladas")]
    [InlineData("detalles[0].merma_kg", "-1", "detalles[0].merma_kg")]
    public async Task A_bad_field_is_named_and_nothing_is_stored(string path, string value, string named)
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        var at = path.StartsWith("detalles", StringComparison.Ordinal) ? sheet["detalles"]![0]! : sheet;
        at[path.Split('.')[^1]] = JsonNode.Parse(value);

        var problem = await Expect.Json(HttpStatusCode.UnprocessableEntity, await floor.Record(order, sheet));

        Assert.True(problem["errors"]?[named] is not null, problem.ToJsonString());
        Assert.Empty(await floor.SheetsOf(order));
    }

    [Theory]
    [InlineData("colada_final", "\"1500\"")]
    [InlineData("vuelta_contador", "\"false\"")]
    [InlineData("detalles", "{}")]
    public async Task Another_json_type_is_named(string field, string value)
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet[field] = JsonNode.Parse(value);

        await Expect.WrongType(field, await floor.Record(order, sheet));
    }

    [Fact]
    public async Task A_date_before_the_orders_start_and_a_colour_outside_its_lots_are_said()
    {
        var order = MoldingSteps.Buckets();
        order["lotes"] = MoldingSteps.Lots(1);
        var (number, sheet) = await floor.GivenAnOpenOrder(order);
        sheet["fecha"] = "2023-11-20";
        sheet["detalles"] = new JsonArray(SheetSteps.Row("07:00 - 08:00", 300, colour: "negro"), SheetSteps.Row("08:00 - 09:00", 200));

        var codes = SheetSteps.CodesOf(await floor.Recorded(number, sheet));

        Assert.Equal(["PERIOD_CLOSED", "RATE_IMPLAUSIBLE", "COLOUR_NOT_IN_ORDER"], codes);
    }

    [Fact]
    public async Task A_draft_a_closed_and_an_unknown_order_take_no_sheet()
    {
        var draft = await floor.Plant.Given(MoldingSteps.Buckets());
        var (closed, sheet) = await floor.GivenAnOpenOrder();
        var id = SheetSteps.IdOf(await floor.Recorded(closed, sheet));
        await Expect.Status(HttpStatusCode.OK, await floor.Plant.Act(closed, "cerrar", "Meta cumplida"));

        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_NOT_RELEASED", await floor.Record(draft, sheet));
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await floor.Record(closed, sheet));
        await Expect.Refusal(HttpStatusCode.NotFound, "ORDER_NOT_FOUND", await floor.Record("OP-NADA", sheet));
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await floor.Correct(id, sheet));
        await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", await floor.Void(id, "Error"));
        Assert.Single(await floor.SheetsOf(closed));
    }

    // Scenario 8 of the specification.
    [Fact]
    public async Task Fifty_sheets_posted_while_the_order_closes_leave_none_dated_after_the_close()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["detalles"] = new JsonArray();
        var posts = Enumerable.Range(0, 50).Select(_ => floor.Record(order, sheet)).ToList();
        var close = floor.Plant.Act(order, "cerrar", "Meta cumplida");
        await Expect.Status(HttpStatusCode.OK, await close);
        var seen = (await floor.SheetsOf(order)).Count;

        foreach (var answer in await Task.WhenAll(posts))
        {
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                await Expect.Refusal(HttpStatusCode.Conflict, "ORDER_CLOSED", answer);
            }
        }

        Assert.Equal(seen, (await floor.SheetsOf(order)).Count);
        Assert.Equal(seen, posts.Count(p => p.Result.StatusCode == HttpStatusCode.Created));
        Assert.Equal(
            0,
            await app.Scalar<int>(
                """
                SELECT count(*)::int FROM molding.registro_diario_produccion r JOIN molding.orden_produccion o ON o.id = r.id_orden
                WHERE o.numero_op = @order
                  AND r.fecha_creacion > (SELECT max(h.fecha) FROM molding.orden_historial h WHERE h.id_orden = o.id AND h.a = 'CERRADA')
                """,
                new { order }
            )
        );
    }

    [Fact]
    public async Task A_sheet_keeps_the_weights_it_was_written_under()
    {
        var body = MoldingSteps.Buckets();
        var (order, sheet) = await floor.GivenAnOpenOrder(body);
        var id = SheetSteps.IdOf(await floor.Recorded(order, sheet));
        var before = (await floor.SheetsOf(order)).ToJsonString();

        body["numero_op"] = order;
        (body["peso_unitario"], body["peso_tiro"], body["cavidades"]) = (80, 330, 4);
        await Expect.Status(HttpStatusCode.OK, await floor.Plant.Edit(order, body));
        await app.Execute("UPDATE molding.maquina SET tipo = 'Otra' WHERE nombre = @name", new { name = (string?)sheet["maquina"] });

        Assert.Equal(before, (await floor.SheetsOf(order)).ToJsonString());
        var corrected = await Expect.Json(HttpStatusCode.OK, await floor.Correct(id, sheet));
        Assert.Equal(88.0m, (decimal)corrected["Total Kg (Est)"]!);
        (sheet["fecha"], sheet["colada_inicial"], sheet["colada_final"]) = ("2023-11-22", 1500, 1600);
        sheet["detalles"] = new JsonArray();
        Assert.Equal(33.0m, (decimal)(await floor.Recorded(order, sheet))["Total Kg (Est)"]!);
    }

    [Fact]
    public async Task A_blocked_cavity_makes_fewer_pieces_of_the_same_weight()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        (sheet["cavidades"], sheet["motivo_cavidades"]) = (1, "Cavidad 2 bloqueada");

        var recorded = await floor.Recorded(order, sheet);

        Assert.Equal(500, (long)recorded["Total Piezas (Est)"]!);
        Assert.Equal((44.5m, 43.5m), ((decimal)recorded["Total Kg (Est)"]!, (decimal)recorded["Total Kg Neto (Est)"]!));
    }

    [Fact]
    public async Task A_family_mold_weighs_all_its_pieces()
    {
        var family = MoldingSteps.Buckets();
        family["piezas"] = new JsonArray(
            new JsonObject
            {
                ["nombre"] = "Tapa",
                ["cavidades"] = 2,
                ["peso_unitario"] = 30.5m,
            },
            new JsonObject
            {
                ["nombre"] = "Base",
                ["cavidades"] = 1,
                ["peso_unitario"] = 60m,
            }
        );
        var (order, sheet) = await floor.GivenAnOpenOrder(family);

        var recorded = await floor.Recorded(order, sheet);

        Assert.Equal(1500, (long)recorded["Total Piezas (Est)"]!);
        Assert.Equal((88.0m, 60.5m), ((decimal)recorded["Total Kg (Est)"]!, (decimal)recorded["Total Kg Neto (Est)"]!));
    }

    [Fact]
    public async Task A_sheet_sent_twice_by_its_device_is_one_sheet()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["id_cliente"] = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => floor.Record(order, sheet)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Single(await floor.SheetsOf(order));
        await floor.Plant.Act(order, "cerrar", "Fin");
        await Expect.Status(HttpStatusCode.OK, await floor.Record(order, sheet));
    }

    [Fact]
    public async Task A_submit_repeated_under_one_key_gets_the_first_answer()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => floor.Record(order, sheet, key)));

        var bodies = new HashSet<string>();
        foreach (var answer in answers)
        {
            bodies.Add((await Expect.Json(HttpStatusCode.Created, answer)).ToJsonString());
        }
        Assert.Single(bodies);
        Assert.Single(await floor.SheetsOf(order));
        sheet["colada_final"] = 1400;
        await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused", await floor.Record(order, sheet, key));
    }

    [Fact]
    public async Task A_correction_is_checked_like_a_new_sheet_and_against_whoever_was_faster()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        var recorded = await floor.Recorded(order, sheet);
        var id = SheetSteps.IdOf(recorded);
        sheet["version"] = (long)recorded["version"]!;
        (sheet["colada_final"], sheet["detalles"]) = (1400, new JsonArray(SheetSteps.Row("07:00 - 08:00", 200)));

        var corrected = await Expect.Json(HttpStatusCode.OK, await floor.Correct(id, sheet));
        Assert.Equal(70.4m, (decimal)corrected["Total Kg (Est)"]!);
        Assert.Equal(200, (long)Assert.Single(corrected["detalles"]!.AsArray())!["coladas"]!);
        await Expect.Refusal(HttpStatusCode.Conflict, "SHEET_CHANGED", await floor.Correct(id, sheet));
        using var stale = new HttpRequestMessage(HttpMethod.Put, $"{SheetSteps.Route}/{id}") { Content = JsonContent.Create(sheet) };
        stale.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        await Expect.Refusal(HttpStatusCode.PreconditionFailed, "SHEET_CHANGED", await floor.Floor.SendAsync(stale));
        sheet.Remove("version");
        sheet["colada_final"] = 900;
        await Expect.Refusal(HttpStatusCode.UnprocessableEntity, "COUNTER_END_BEFORE_START", await floor.Correct(id, sheet));
        await Expect.Refusal(HttpStatusCode.NotFound, "SHEET_NOT_FOUND", await floor.Correct(long.MaxValue, sheet));
    }

    [Fact]
    public async Task A_voided_sheet_keeps_its_row_and_reason_and_frees_its_hours_and_number()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["hoja"] = $"22044-{Guid.NewGuid():N}"[..20];
        var id = SheetSteps.IdOf(await floor.Recorded(order, sheet));
        await Expect.BadField("motivo", await floor.Void(id, " "));

        await Expect.Status(HttpStatusCode.OK, await floor.Void(id, "Capturada dos veces"));

        Assert.Empty(await floor.SheetsOf(order));
        var all = await Expect.Json(HttpStatusCode.OK, await floor.Floor.GetAsync($"{MoldingSteps.Route}/{order}/registros?anulados=true"));
        var kept = Assert.Single(all.AsArray())!;
        Assert.Equal(("Capturada dos veces", 88.0m), ((string)kept["motivo_anulacion"]!, (decimal)kept["Total Kg (Est)"]!));
        await Expect.Refusal(HttpStatusCode.Conflict, "SHEET_VOIDED", await floor.Void(id, "Otra vez"));
        await Expect.Refusal(HttpStatusCode.Conflict, "SHEET_VOIDED", await floor.Correct(id, sheet));
        await floor.Recorded(order, sheet);
        sheet["detalles"] = new JsonArray();
        await Expect.Refusal(HttpStatusCode.Conflict, "sheet_number_taken", await floor.Record(order, sheet));
    }

    [Fact]
    public async Task The_figures_are_told_while_the_sheet_is_typed()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["maquina"] = null;
        var preview = await Expect.Json(
            HttpStatusCode.OK,
            await floor.Floor.PostAsJsonAsync($"{MoldingSteps.Route}/{order}/registros/preview", sheet)
        );

        Assert.Equal(
            (500L, "88", "87"),
            ((long)preview["total"]!["coladas"]!, (string)preview["total"]!["kg"]!, (string)preview["total"]!["kg_neto"]!)
        );
        Assert.NotNull(preview["errores"]!["maquina"]);
        Assert.Equal(8.8m, (decimal)preview["detalles"]![0]!["kg"]!);
        Assert.Contains("HOURS_COUNTER_MISMATCH", SheetSteps.CodesOf(preview));
        Assert.Empty(await floor.SheetsOf(order));
    }

    [Fact]
    public async Task Warnings_are_told_in_the_readers_language()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        await floor.Recorded(order, sheet);

        async Task<string> In(string language)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"{MoldingSteps.Route}/{order}/registros");
            request.Headers.Add("Accept-Language", language);
            return await (await floor.Floor.SendAsync(request)).Content.ReadAsStringAsync();
        }

        Assert.Contains("Las horas suman 50", await In("es"), StringComparison.Ordinal);
        Assert.Contains("The hours add up to 50", await In("en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statements_do_not_grow_with_the_sheets()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();
        sheet["detalles"] = new JsonArray();
        await floor.Recorded(order, sheet);
        var one = await app.CountStatements(() => floor.SheetsOf(order));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => floor.Recorded(order, sheet)));

        Assert.Equal(one, await app.CountStatements(() => floor.SheetsOf(order)));
    }

    [Fact]
    public async Task Whoever_only_reads_writes_no_sheet()
    {
        var (order, sheet) = await floor.GivenAnOpenOrder();

        var answer = await app.SignedInAs("Viewer").PostAsJsonAsync($"{MoldingSteps.Route}/{order}/registros", sheet);

        await Expect.Status(HttpStatusCode.Forbidden, answer);
    }

    private static JsonArray Hours(params long[] shots) =>
        new([.. shots.Select((s, i) => SheetSteps.Row($"{7 + i:00}:00 - {8 + i:00}:00", s))]);
}
