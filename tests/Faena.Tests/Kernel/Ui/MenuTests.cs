using System.Security.Claims;
using Faena.Kernel.Access;
using Faena.Kernel.Ui;
using Microsoft.AspNetCore.Http;

namespace Faena.Tests.Kernel.Ui;

public class MenuTests
{
    private static readonly MenuEntry Months = new(MenuSection.Contracts, 10, "contracts.months", "/contracts", "contracts.read");
    private static readonly MenuEntry Orders = new(MenuSection.Contracts, 20, "contracts.orders", "/contracts/orders", "contracts.read");
    private static readonly MenuEntry Closing = new(
        MenuSection.Contracts,
        30,
        "contracts.closing",
        "/contracts/closing",
        "contracts.close"
    );
    private static readonly MenuEntry Board = new(MenuSection.Downtime, 10, "downtime.board", "/downtime", "downtime.read");

    [Fact]
    public void Only_what_the_person_may_open_is_there()
    {
        var lines = MenuOf("contracts.read").For("/");

        var contracts = Assert.Single(lines);
        Assert.Equal([Months, Orders], contracts.Entries);
    }

    [Fact]
    public void Sections_stand_in_the_order_of_the_product_whoever_registered_first()
    {
        var lines = MenuOf("downtime.read", "contracts.read").For("/");

        Assert.Equal([MenuSection.Contracts, MenuSection.Downtime], lines.Select(l => l.Section));
    }

    [Fact]
    public void A_section_leads_to_the_first_page_that_is_open_to_the_person() =>
        Assert.Equal("/contracts/closing", Assert.Single(MenuOf("contracts.close").For("/")).Href);

    [Theory]
    [InlineData("/contracts/orders/12", "contracts.orders")]
    [InlineData("/contracts/2026-11", "contracts.months")]
    [InlineData("/contractsother", null)]
    [InlineData("/", null)]
    public void The_nearest_page_is_where_the_person_is(string path, string? key) =>
        Assert.Equal(key, Assert.Single(MenuOf("contracts.read").For(path)).Here?.Key);

    private static Menu MenuOf(params string[] permissions)
    {
        var person = new ClaimsIdentity(permissions.Select(p => new Claim(CurrentUser.PermissionClaim, p)), "test");
        var http = new HttpContextAccessor { HttpContext = new DefaultHttpContext { User = new ClaimsPrincipal(person) } };
        return new Menu([Board, Closing, Orders, Months], new CurrentUser(http));
    }
}
