using Faena.Modules.Contracts;

namespace Faena.Tests.Modules.Contracts;

public class KeysTests
{
    [Theory]
    [InlineData("C-2", "C-2")]
    [InlineData(" c-2. ", "C-2")]
    [InlineData("C-2..", "C-2")]
    [InlineData("C-2 .", "C-2")]
    [InlineData("C2", "C-2")]
    [InlineData("C 2", "C-2")]
    [InlineData("C\u20112", "C-2")]
    [InlineData("C-07", "C-7")]
    [InlineData("C-10", "C-10")]
    [InlineData("C-20", "C-20")]
    [InlineData("C-0", "C-0")]
    [InlineData("C-4-1", "C-4-1")]
    [InlineData("C-04-1", "C-4-1")]
    [InlineData("C4-01.", "C-4-1")]
    [InlineData("Anexo\u00a0C-4-1", "C-4-1")]
    [InlineData("ANEXO: C-5-1", "C-5-1")]
    [InlineData("C2EXT", "C2EXT")]
    [InlineData("C2-EXT", "C2EXT")]
    [InlineData("2C-EXT", "C2EXT")]
    [InlineData("3C-EXT", "C3EXT")]
    [InlineData("ANEXO C3EXT", "C3EXT")]
    [InlineData("ANEXO  C-03-EXT.", "C3EXT")]
    [InlineData("c 3 ext", "C3EXT")]
    [InlineData("C10EXT", "C10EXT")]
    [InlineData("C-CR", "C-CR")]
    [InlineData("Anexo C-2-CR", "C-2-CR")]
    [InlineData("ANEXOS VARIOS", "ANEXOS VARIOS")]
    [InlineData("Otro  anexo", "OTRO ANEXO")]
    [InlineData("", "")]
    [InlineData(" . ", "")]
    public void An_annex_has_one_key_however_it_is_written(string written, string key) => Assert.Equal(key, Keys.AnnexKey(written));

    [Theory]
    [InlineData("2.1", "2.1")]
    [InlineData("2.1.", "2.1")]
    [InlineData(" 2.1.. ", "2.1")]
    [InlineData("2.1 .", "2.1")]
    [InlineData("4.10", "4.10")]
    [InlineData("4.10.", "4.10")]
    [InlineData("4.01", "4.01")]
    [InlineData("c3ext-0977", "C3EXT-0977")]
    [InlineData("C3EXT-1538.1", "C3EXT-1538.1")]
    [InlineData("PUE\u00a0 12\n.", "PUE 12")]
    [InlineData("", "")]
    [InlineData("...", "")]
    public void A_code_loses_its_trailing_dots_and_nothing_else(string written, string key) => Assert.Equal(key, Keys.CodeKey(written));

    [Theory]
    [InlineData("Tubo de  acero", "TUBO DE ACERO")]
    [InlineData("\u00a0PERSONAL\u00a0(MAR)\r\n\tdía ", "PERSONAL (MAR) DÍA")]
    [InlineData("PEO\u0301N", "PEÓN")]
    [InlineData("Ñandú, 8\"Ø.", "ÑANDÚ, 8\"Ø.")]
    [InlineData(" \n ", "")]
    public void A_description_is_compared_in_upper_case_and_single_blanks(string written, string key) =>
        Assert.Equal(key, Keys.TextKey(written));

    [Fact]
    public void Accents_tell_two_descriptions_apart() => Assert.NotEqual(Keys.TextKey("peón"), Keys.TextKey("peon"));

    [Theory]
    [InlineData("2.2", "2.10")]
    [InlineData("2.2", "2.2.1")]
    [InlineData("2.10", "3.1")]
    [InlineData("9.99", "C1EXT-0001")]
    [InlineData("C1EXT-0009", "C1EXT-10")]
    [InlineData("C3EXT-0001", "C3EXT-0977")]
    [InlineData("C3EXT-1538", "C3EXT-1538.1")]
    [InlineData("C1EXT-9", "C3EXT-1")]
    [InlineData("4.01", "4.1")]
    [InlineData("99999999999999999998", "99999999999999999999")]
    [InlineData("", "1")]
    [InlineData("C-2", "C2EXT")]
    [InlineData("C2EXT", "C-3")]
    [InlineData("C-4", "C-4-1")]
    [InlineData("C-4-1", "C4EXT")]
    [InlineData("C-4-1", "C-5")]
    [InlineData("C-9", "C-10")]
    public void Codes_and_annexes_come_in_the_order_people_count(string first, string second)
    {
        Assert.True(Keys.NaturalOrder.Compare(first, second) < 0);
        Assert.True(Keys.NaturalOrder.Compare(second, first) > 0);
        Assert.Equal(0, Keys.NaturalOrder.Compare(first, first));
    }
}
