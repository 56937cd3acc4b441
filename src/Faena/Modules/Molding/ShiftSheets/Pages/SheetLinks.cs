using System.Globalization;
using Faena.Modules.Molding.Orders.Pages;

namespace Faena.Modules.Molding.ShiftSheets.Pages;

/// <summary>The addresses of sheets.</summary>
public static class SheetLinks
{
    public const string List = "/molding/sheets";
    public const string Pads = "/molding/pads";

    /// <summary>The part of the site that devices on the floor may keep.</summary>
    public const string Floor = "/molding/";

    public static string Page(long id) => string.Create(CultureInfo.InvariantCulture, $"/molding/sheets/{id}");

    public static string Edit(long id) => $"{Page(id)}/edit";

    public static string Labels(long id) => $"{Page(id)}/labels";

    public static string Print(long id) => $"{Page(id)}/print";

    public static string Api(long id) => string.Create(CultureInfo.InvariantCulture, $"/api/registros/{id}");

    public static string New(string order) => $"{OrderLinks.Page(order)}/sheets/new";

    /// <summary>The sheet of an order that waits on a device; which one, the device knows.</summary>
    public static string Waiting(string order) => $"{OrderLinks.Page(order)}/sheets/waiting";
}
