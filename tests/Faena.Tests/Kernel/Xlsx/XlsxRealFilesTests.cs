using Faena.Kernel.Xlsx;
using Faena.Tests.Support;

namespace Faena.Tests.Kernel.Xlsx;

/// <summary>The users' own workbooks, which are not committed. XlsxReaderTests covers the same ground on any machine.</summary>
public class XlsxRealFilesTests
{
    [Theory]
    [InlineData("price-book.xlsx")]
    [InlineData("work-orders.xlsx")]
    public async Task A_workbook_is_read_whole(string name)
    {
        using var book = await Open(name);

        Assert.All(book.Sheets, sheet => Assert.NotEmpty(sheet.Rows()));
    }

    [Fact]
    public async Task The_price_book_of_the_contract_has_all_its_priced_items()
    {
        using var book = await Open("price-book.xlsx");

        var priced = book.Sheets.Skip(1).Select(sheet => sheet.Rows().Count(IsPricedItem));

        Assert.Equal(8, book.Sheets.Count);
        Assert.Equal([501, 649, 88, 27, 185, 10, 4], priced);
    }

    [Fact]
    public async Task The_price_book_keeps_hidden_rows_numeric_codes_and_amounts()
    {
        using var book = await Open("price-book.xlsx");
        var perDay = book.Sheets.Single(sheet => sheet.Name == "Anexo C-4-1");
        var personnel = book.Sheets.Single(sheet => sheet.Name == "Anexo C-4-CR");

        var numericCodes = perDay.Rows().Where(IsPricedItem).Select(row => row["B"]).Where(code => code.Kind == XlsxKind.Number).ToList();
        var amounts = personnel.Rows().Where(IsPricedItem).Select(row => row["H"]).ToList();

        Assert.Equal(6, numericCodes.Count);
        Assert.All(numericCodes, code => Assert.InRange(code.Text.Length, 3, 4));
        // Eight are hidden, four of them empty.
        Assert.Equal(4, personnel.Rows().Count(row => row.Hidden));
        Assert.Contains(amounts, amount => amount.RawText.Length > 17);
        Assert.All(amounts, amount => Assert.True(amount.TryDecimal(out var value) && value == Math.Round(value, 4)));
    }

    [Fact]
    public async Task The_work_orders_keep_their_dates_and_amounts()
    {
        using var book = await Open("work-orders.xlsx");

        var rows = Assert.Single(book.Sheets).Rows().Skip(1).ToList();

        Assert.Equal(286, rows.Count);
        Assert.All(
            rows.Select(row => row["F"]),
            start => Assert.Contains(start.Kind, new[] { XlsxKind.Date, XlsxKind.Empty, XlsxKind.Text })
        );
        Assert.InRange(rows.Count(row => row["F"].TryDate(out var day) && day.Year is > 2020 and < 2030), 200, 286);
        Assert.All(rows.Select(row => row["R"]), amount => Assert.True(amount.IsEmpty || amount.TryDecimal(out _)));
    }

    private static bool IsPricedItem(XlsxRow row) =>
        !row["B"].IsEmpty && !row["D"].IsEmpty && (row["F"].TryDecimal(out _) || row["G"].TryDecimal(out _));

    private static async Task<XlsxReader> Open(string name)
    {
        var path = Repo.SharedData(name);
        Assert.SkipUnless(File.Exists(path), $"{path} is the users' own and not on this machine");
        await using var file = File.OpenRead(path);
        return await XlsxReader.Open(file, TestContext.Current.CancellationToken);
    }
}
