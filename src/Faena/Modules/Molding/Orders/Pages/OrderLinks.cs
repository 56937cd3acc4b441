namespace Faena.Modules.Molding.Orders.Pages;

/// <summary>The addresses of an order; its number may hold anything.</summary>
public static class OrderLinks
{
    public const string List = "/molding";

    public static string Page(string number) => $"/molding/orders/{Uri.EscapeDataString(number)}";

    public static string Edit(string number) => $"{Page(number)}/edit";

    public static string Import(string number) => $"{Page(number)}/import";

    public static string Print(string number) => $"{Page(number)}/print";

    public static string FollowUp(string number) => $"{Page(number)}/follow-up";

    public static string Closing(string number) => $"{FollowUp(number)}/print";

    public static string Api(string number) => $"/api/ordenes/{Uri.EscapeDataString(number)}";
}
