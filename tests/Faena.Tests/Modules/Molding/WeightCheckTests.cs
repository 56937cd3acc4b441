using System.Globalization;
using Faena.Modules.Molding.Weighing;

namespace Faena.Tests.Modules.Molding;

/// <summary>The tolerance to the last decimal, and the codes on the labels.</summary>
public class WeightCheckTests
{
    private static readonly WeightCheck.Tolerance FiveKilos = new(5, 0);

    [Theory]
    [InlineData("88.0", "0", true)] // W01
    [InlineData("92.9995", "4.9995", true)] // W02
    [InlineData("93.0", "5", false)] // W03
    [InlineData("83.0", "-5", false)]
    [InlineData("83.001", "-4.999", true)]
    [InlineData("41.0", "-47", false)]
    public void A_difference_matches_strictly_below_five_kilos(string weighed, string difference, bool matches)
    {
        var check = WeightCheck.Of([Number(weighed)], 88, 87, FiveKilos, "BRUTO");

        Assert.Equal((Number(difference), matches), (check.Diferencia, check.Coincide));
        Assert.Equal(88, check.PesoTeorico);
    }

    // W06: in doubles thirty bales of 3.1 are 92.99999999999997 and would match.
    [Fact]
    public void Thirty_bales_of_three_point_one_are_exactly_five_kilos_too_much()
    {
        var check = WeightCheck.Of([.. Enumerable.Repeat(3.1m, 30)], 88, 87, FiveKilos, "BRUTO");

        Assert.Equal((93.0m, 5.0m, false), (check.TotalPesado, check.Diferencia, check.Coincide));
    }

    // A mold whose runner weighs 24 g: a perfect shift matches the pieces, never the whole shots.
    [Fact]
    public void Bales_hold_pieces_and_match_the_net_weight()
    {
        var check = WeightCheck.Of([128.0m], 152.0m, 128.0m, FiveKilos, "NETO");

        Assert.Equal((true, false, "COINCIDE"), (check.CoincideNeto, check.Coincide, check.Semaforo));
    }

    [Theory]
    [InlineData("", "NETO", "VACIO")]
    [InlineData("60", "NETO", "FALTA")]
    [InlineData("83", "NETO", "COINCIDE")]
    [InlineData("83", "BRUTO", "FALTA")]
    [InlineData("92", "NETO", "EXCEDE")]
    [InlineData("92", "BRUTO", "COINCIDE")]
    public void The_light_says_what_is_missing_and_what_cannot_be(string weighed, string basis, string light) =>
        Assert.Equal(light, WeightCheck.Of(weighed.Length == 0 ? [] : [Number(weighed)], 88, 87, FiveKilos, basis).Semaforo);

    [Fact]
    public void A_share_of_the_weight_counts_where_it_is_more()
    {
        var tolerance = new WeightCheck.Tolerance(5, 2);

        Assert.True(tolerance.Holds(19.999m, 1_000));
        Assert.False(tolerance.Holds(20, 1_000));
        Assert.False(tolerance.Holds(5, 100));
    }

    [Fact]
    public void A_code_is_read_as_people_and_scanners_give_it_back()
    {
        for (var i = 0; i < 200; i++)
        {
            var code = BaleCode.New();

            Assert.Equal(code, BaleCode.Parse(code));
            Assert.Equal(code, BaleCode.Parse($" {BaleCode.Shown(code).ToLowerInvariant()} "));
        }
    }

    [Fact]
    public void One_wrong_character_or_two_that_changed_places_are_no_code()
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXY";
        var code = BaleCode.New();
        for (var i = 0; i < code.Length; i++)
        {
            var at = i;
            Assert.All(alphabet.Where(c => c != code[at]), c => Assert.Null(BaleCode.Parse(code[..at] + c + code[(at + 1)..])));
            if (i > 0 && code[i] != code[i - 1])
            {
                Assert.Null(BaleCode.Parse(code[..(i - 1)] + code[i] + code[i - 1] + code[(i + 1)..]));
            }
        }
        Assert.Null(BaleCode.Parse(code[..^1]));
        Assert.Null(BaleCode.Parse(""));
        Assert.Null(BaleCode.Parse("ASAS CARGA ORG 5,10,15"));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
