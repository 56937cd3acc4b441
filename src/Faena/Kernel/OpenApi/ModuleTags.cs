using Microsoft.OpenApi;

namespace Faena.Kernel.OpenApi;

/// <summary>What the calls are grouped by.</summary>
internal static class ModuleTags
{
    public static IReadOnlyList<OpenApiTag> All { get; } =
    [
        new() { Name = "Session", Description = "Signing in and out, and what a person chooses for themselves." },
        new() { Name = "Users", Description = "People and their roles." },
        new() { Name = "Tokens", Description = "Access of integrations." },
        new() { Name = "Stations", Description = "Devices that several people share." },
        new() { Name = "Audit", Description = "Who changed what." },
        new() { Name = "Catalog", Description = "Sites, facilities, lines, shifts and what else all modules share." },
        new() { Name = "Contracts", Description = "Work orders of a field-service contractor." },
        new() { Name = "Producción", Description = "The documented production calls, under their documented names." },
        new() { Name = "Downtime", Description = "Stops of production lines." },
        new() { Name = "Molding", Description = "Injection-molding orders, shift sheets and weighings." },
        new() { Name = "Jobs", Description = "What goes on in the background." },
        new() { Name = "Live", Description = "Changes as they happen." },
    ];
}
