using System.Net;
using System.Reflection;
using Faena.Browser.Support;
using Faena.Tests.Modules.Contracts.WorkOrders;
using Faena.Tests.Support;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Browser.House;

/// <summary>The app with its demo data.</summary>
public sealed class DemoApp(Chromium chromium) : BrowserApp(chromium)
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["FAENA_DEMO"] = "1" };
}

/// <summary>
/// Somebody who may do everything goes wherever a link leads, through the demo: every page of the product is found that way, and axe
/// finds nothing on it by day or by night.
/// </summary>
public sealed class EveryPageTests(DemoApp app) : IClassFixture<DemoApp>
{
    // Pages of one kind differ in what they link to: an order that is a draft has no follow-up.
    private const int MostOfAKind = 4;

    // Where no link leads: what follows a sign-in, and a board, whose facility is chosen in a list.
    private static readonly string[] Starts = ["/", "/signed-in", "/downtime/board/1"];

    // Stands in for another page without network; OfflineShiftTests look at it there.
    private const string WithoutNetwork = "/molding/orders/{op}/sheets/waiting";

    private readonly List<PageKind> kinds = KindsOf(app.Services.GetRequiredService<EndpointDataSource>());
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal) { [WithoutNetwork] = 1 };
    private readonly List<string> wrong = [];

    [Fact]
    public async Task Every_page_is_found_by_its_links_and_passes_axe_by_day_and_by_night()
    {
        var roles = await app.Rows<string>("SELECT DISTINCT role FROM identity.role_permissions ORDER BY 1");
        await GivenAnImportWithSomethingToSay([.. roles]);
        var person = await app.Person("es", [.. roles]);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(Starts);

        while (next.TryDequeue(out var address))
        {
            if (known.Add(address) && KindOf(address) is { } kind && seen.GetValueOrDefault(kind) < MostOfAKind)
            {
                Array.ForEach(await Visit(person, address), next.Enqueue);
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(kinds.Select(k => k.Pattern).Except(seen.Keys, StringComparer.Ordinal));
    }

    /// <returns>Where one can go from there.</returns>
    private async Task<string[]> Visit(Person person, string address)
    {
        var answer = await person.Page.GotoAsync(address);
        // A page may lead on to another by itself.
        var kind = KindOf(person.Page.Url) ?? KindOf(address)!;
        seen[kind] = seen.GetValueOrDefault(kind) + 1;
        seen.TryAdd(KindOf(address)!, 1);
        if (answer is not { Ok: true })
        {
            wrong.Add($"{address}: {answer?.Status}");
            return [];
        }
        if (seen[kind] == 1)
        {
            await LookAt(person, address, kind);
        }
        return await person.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("a[href]")]
              .filter(a => a.origin === location.origin && !a.hasAttribute("download"))
              .map(a => a.pathname + a.search)
            """
        );
    }

    private async Task LookAt(Person person, string address, string kind)
    {
        if (await person.Page.Locator("h1").CountAsync() is var headings and not 1)
        {
            wrong.Add($"{address}: {headings} main headings");
        }
        foreach (var dark in new[] { false, true })
        {
            await person.InTheDark(dark);
            var name = $"page{kind.Replace('/', '-').Replace(":long", "", StringComparison.Ordinal)}{(dark ? "-dark" : "")}";
            wrong.AddRange((await person.LooksWrong(name)).Select(w => $"{address}: {w}"));
        }
        await person.InTheDark(false);
    }

    private async Task GivenAnImportWithSomethingToSay(string[] roles)
    {
        var row = OrderWorkbook.Initial("OT-900");
        row["fecha_inicio_programado"] = "13/112023";
        using var workbook = new ByteArrayContent(OrderWorkbook.Of(row));
        using var form = new MultipartFormDataContent { { workbook, "archivo", "ordenes.xlsx" } };
        using var answer = await app.SignedInAs(roles).PostAsync("/api/contracts/work-orders/import", form);
        await Expect.Status(HttpStatusCode.OK, answer);
    }

    private sealed record PageKind(string Pattern, TemplateMatcher Matcher);

    /// <summary>What answers a GET with a page, the most exact first.</summary>
    private static List<PageKind> KindsOf(EndpointDataSource routes) =>
        [
            .. from endpoint in routes.Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
            where endpoint.Metadata.GetMetadata<MethodInfo>() is { } handler && IsPage(handler.ReturnType)
            orderby endpoint.RoutePattern.InboundPrecedence
            let pattern = endpoint.RoutePattern.RawText!
            select new PageKind(pattern, new TemplateMatcher(TemplateParser.Parse(pattern), [])),
        ];

    private static bool IsPage(Type type) =>
        (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(RazorComponentResult<>)) || type.GenericTypeArguments.Any(IsPage);

    private string? KindOf(string address)
    {
        var path = new Uri(app.Address, address).AbsolutePath;
        return kinds.Find(k => k.Matcher.TryMatch(Uri.UnescapeDataString(path), []))?.Pattern;
    }
}
