using Faena.Kernel.Access;

namespace Faena.Kernel.Ui;

/// <summary>
/// One line of the left menu. Its words are the texts <c>menu.{Key}</c> and, for a line without <paramref name="Section"/>,
/// <c>menu.{Key}.about</c>, the sentence of its card on the home page.
/// </summary>
/// <param name="Order">Lines stand in this order; the sections are 100 apart: Contracts 100, Downtime 200, Schedule 300,
/// Molding 400, Reports 500, Catalog 600, Administration 700.</param>
/// <param name="Permission">Who may open it; null for every signed-in person.</param>
/// <param name="Section">The key of the line it stands under.</param>
public sealed record MenuEntry(int Order, string Key, string Href, string Icon, string? Permission, string? Section = null);

/// <summary>A line of the menu as one person sees it on one page.</summary>
public sealed record MenuLine(MenuEntry Entry, string Href, bool IsHere, bool IsAround, IReadOnlyList<MenuLine> Below);

/// <summary>The left menu: what the modules registered and this person may open.</summary>
public sealed class Menu(IEnumerable<MenuEntry> entries, CurrentUser user)
{
    private readonly List<MenuEntry> all = [.. entries.OrderBy(e => e.Order)];

    public IReadOnlyList<MenuLine> For(PathString path)
    {
        var open = all.Where(e => e.Permission is null || user.May(e.Permission)).ToList();
        // Of all addresses that lead here, the longest is where the person is.
        var here = all.Where(e => Leads(e.Href, path)).MaxBy(e => (e.Href.Length, e.Section is not null));
        var lines = new List<MenuLine>();
        foreach (var top in all.Where(e => e.Section is null))
        {
            var below = open.Where(e => e.Section == top.Key).Select(e => new MenuLine(e, e.Href, e == here, false, [])).ToList();
            // A section whose own page is closed to the person leads to the first page that is not.
            var href = open.Contains(top) ? top.Href : below.FirstOrDefault()?.Href;
            if (href is not null)
            {
                lines.Add(new MenuLine(top, href, top == here, here is not null && (here == top || here.Section == top.Key), below));
            }
        }
        return lines;
    }

    private static bool Leads(string href, PathString path) => path.StartsWithSegments(href, StringComparison.OrdinalIgnoreCase);
}

public static class MenuRegistration
{
    /// <summary>A module's lines of the left menu.</summary>
    public static IServiceCollection AddMenu(this IServiceCollection services, params MenuEntry[] entries)
    {
        foreach (var entry in entries)
        {
            services.AddSingleton(entry);
        }
        return services;
    }
}
