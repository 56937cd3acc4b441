using Faena.Modules.Molding.FollowUp;
using Faena.Modules.Molding.ShiftSheets;
using Faena.Modules.Molding.Weighing;

namespace Faena.Tests.Modules.Molding;

/// <summary>What counter, hours and scale say of each other, and the cause that their figures point to.</summary>
public class MaterialBalanceTests
{
    private static readonly WeightCheck.Tolerance FiveKilos = new(5, 0);

    // 4 cavities of 32 g and a runner of 24 g: 1,000 shots are 128 kg of pieces, 152 kg with runners.
    private static ShiftFacts Shift(
        long shots = 1_000,
        decimal? weighed = 128,
        int bales = 10,
        long? hours = null,
        decimal scrap = 0,
        int cavities = 4
    ) =>
        new(
            new Sheet
            {
                TotalColadas = shots,
                SnapshotCavidades = cavities,
                SnapshotPesoNetoGr = 32,
                SnapshotPesoNetoTiroGr = 32 * cavities,
                SnapshotPesoColadaGr = 24,
                Detalles = [new Sheet.Hour(new DateTime(2025, 11, 20, 7, 0, 0), 600, "Ana", 1, "Rojo", hours ?? shots, "", scrap, "", "")],
            },
            weighed is { } kilos ? [new ShiftFacts.Weighed("Rojo", kilos, bales)] : []
        );

    private static string[] CausesOf(params ShiftFacts[] shifts) =>
        [.. MaterialBalance.Of(shifts, FiveKilos).Hallazgos.Select(f => f.Codigo)];

    [Fact]
    public void Figures_that_agree_need_no_cause() => Assert.Empty(CausesOf(Shift(), Shift(weighed: 131)));

    public static TheoryData<decimal, int, decimal, string> Causes() =>
        new()
        {
            { 152, 10, 0, MaterialBalance.RunnerWeighed },
            { 148, 10, 0, MaterialBalance.RunnerWeighed },
            { 96, 10, 0, MaterialBalance.BlockedCavity },
            { 64.9m, 10, 0, MaterialBalance.BlockedCavity },
            { 112, 10, 15.5m, MaterialBalance.ScrapExplains },
            { 140, 10, 0, MaterialBalance.Tare },
            { 117, 9, 0, MaterialBalance.WeightDrift },
            { 300, 10, 0, MaterialBalance.Unexplained },
            { 10, 10, 0, MaterialBalance.Unexplained },
        };

    [Theory, MemberData(nameof(Causes))]
    public void One_sheet_points_to_its_likeliest_cause(decimal weighed, int bales, decimal scrap, string cause) =>
        Assert.Equal(cause, CausesOf(Shift(weighed: weighed, bales: bales, scrap: scrap))[0]);

    [Fact]
    public void A_blocked_cavity_is_named_with_how_many_there_are()
    {
        var found = Assert.Single(MaterialBalance.Of([Shift(weighed: 96), Shift(weighed: 97)], FiveKilos).Hallazgos);

        Assert.Equal(MaterialBalance.BlockedCavity, found.Codigo);
        Assert.Equal((1, 4), (found.Datos.Tapadas, found.Datos.Cavidades));
    }

    [Fact]
    public void A_tare_weighs_the_same_on_every_bale_and_a_drift_follows_the_shots()
    {
        // 0.6 kg on each bale, though the first sheet made four times the pieces of the second.
        var tare = MaterialBalance.Of([Shift(4_000, 512 + 6, 10), Shift(1_000, 128 + 12, 20)], FiveKilos).Hallazgos;
        var found = Assert.Single(tare);
        Assert.Equal((MaterialBalance.Tare, 600m), (found.Codigo, found.Datos.Gramos));

        // A tenth more on every shot, whatever the bales.
        var drift = MaterialBalance.Of([Shift(4_000, 563.2m, 10), Shift(1_000, 140.8m, 20)], FiveKilos).Hallazgos;
        found = Assert.Single(drift);
        Assert.Equal((MaterialBalance.WeightDrift, 140.8m, 128m), (found.Codigo, found.Datos.Gramos, found.Datos.GramosPlan));
    }

    public static TheoryData<decimal, bool> Edges() =>
        new()
        {
            { 132.999m, false },
            { 133, true },
            { 123.001m, false },
            { 123, true },
        };

    [Theory, MemberData(nameof(Edges))]
    public void The_tolerance_of_a_sheet_is_strict(decimal weighed, bool isOff) =>
        Assert.Equal(isOff, CausesOf(Shift(weighed: weighed)).Length > 0);

    [Fact]
    public void Each_sheet_may_be_off_by_the_tolerance_of_one()
    {
        Assert.Empty(CausesOf(Shift(weighed: 132), Shift(weighed: 133)));
        Assert.NotEmpty(CausesOf(Shift(weighed: 133), Shift(weighed: 133)));
    }

    [Fact]
    public void Hours_that_do_not_explain_the_counter_and_sheets_nobody_weighed_are_told_apart_from_the_scale()
    {
        var balance = MaterialBalance.Of([Shift(hours: 900), Shift(weighed: null)], FiveKilos);

        Assert.Equal([MaterialBalance.HoursDiffer, MaterialBalance.NotWeighed], balance.Hallazgos.Select(f => f.Codigo));
        Assert.Equal((1, 100L), (balance.Hallazgos[0].Datos.Registros, balance.Hallazgos[0].Datos.Coladas));
        Assert.Equal((1, 128m), (balance.Hallazgos[1].Datos.Registros, balance.Hallazgos[1].Datos.Kg));
        // What was not weighed takes no part in the comparison.
        Assert.Equal((128m, 128m, 0m), (balance.ContadoKgNeto, balance.PesadoKg, balance.DiferenciaKg));
    }

    [Fact]
    public void Bales_of_a_sheet_without_shots_have_no_cause_in_the_mold() =>
        Assert.Equal([MaterialBalance.Unexplained], CausesOf(Shift(shots: 0, weighed: 40)));
}
