using Faena.Kernel.Access;

namespace Faena.Kernel.Ui;

/// <summary>
/// The sections of the product in its users' nouns, in the order of their day. Words: the texts <c>menu.{Key}</c> and
/// <c>menu.{Key}.about</c>, the sentence of its card on the home page.
/// </summary>
public sealed record MenuSection(int Order, string Key, string Icon)
{
    public static readonly MenuSection Contracts = new(1, "contracts", "file-text");
    public static readonly MenuSection Downtime = new(2, "downtime", "clock-pause");
    public static readonly MenuSection Schedule = new(3, "schedule", "calendar-event");
    public static readonly MenuSection Molding = new(4, "molding", "building-factory-2");
    public static readonly MenuSection Reports = new(5, "reports", "report-analytics");
    public static readonly MenuSection Catalog = new(6, "catalog", "book");
    public static readonly MenuSection Administration = new(7, "administration", "settings");
}

/// <summary>A page in the menu; a module registers its own. Its word is the text <c>menu.{Key}</c>.</summary>
/// <param name="Order">Where it stands in its section.</param>
/// <param name="Permission">Who may open it; null for every signed-in person.</param>
public sealed record MenuEntry(MenuSection Section, int Order, string Key, string Href, string? Permission);

/// <summary>A section as one person sees it on one page; its own link is its first page.</summary>
public sealed record MenuLine(MenuSection Section, IReadOnlyList<MenuEntry> Entries, MenuEntry? Here)
{
    public string Href => Entries[0].Href;
}

/// <summary>The left menu: what the modules registered and this person may open.</summary>
public sealed class Menu(IEnumerable<MenuEntry> entries, CurrentUser user)
{
    private readonly List<MenuEntry> all = [.. entries.OrderBy(e => e.Section.Order).ThenBy(e => e.Order)];

    public IReadOnlyList<MenuLine> For(PathString path)
    {
        // Of all addresses that lead here, the longest is where the person is.
        var here = all.Where(e => path.StartsWithSegments(e.Href, StringComparison.OrdinalIgnoreCase)).MaxBy(e => e.Href.Length);
        return
        [
            .. all.Where(e => e.Permission is null || user.May(e.Permission))
                .GroupBy(e => e.Section)
                .Select(open => new MenuLine(open.Key, [.. open], here?.Section == open.Key ? here : null)),
        ];
    }
}

public static class MenuRegistration
{
    /// <summary>A module's pages in the left menu.</summary>
    public static IServiceCollection AddMenu(this IServiceCollection services, params MenuEntry[] entries)
    {
        foreach (var entry in entries)
        {
            services.AddSingleton(entry);
        }
        return services;
    }
}
