namespace Faena.Tests.Architecture;

/// <summary>The whole dependency picture: who may use whom, in C# and in SQL.</summary>
internal static class ModulePicture
{
    public const string Kernel = "Kernel";

    public static IReadOnlyDictionary<string, string[]> MayUse { get; } =
        new Dictionary<string, string[]>
        {
            [Kernel] = [],
            ["Identity"] = [],
            ["Audit"] = [],
            ["Catalog"] = [],
            ["Contracts"] = ["Identity", "Audit", "Catalog"],
            ["Scheduling"] = ["Identity", "Audit", "Catalog"],
            ["Downtime"] = ["Identity", "Audit", "Catalog", "Scheduling"],
            ["Molding"] = ["Identity", "Audit", "Catalog"],
            ["Reports"] = ["Identity", "Audit", "Catalog", "Contracts", "Scheduling", "Downtime", "Molding"],
        };

    /// <summary>The module a namespace belongs to: its third word, or the kernel.</summary>
    public static string? ModuleOf(string? space) =>
        space?.Split('.') switch
        {
            ["Faena", "Modules", var module, ..] => module,
            ["Faena", Kernel, ..] => Kernel,
            _ => null,
        };

    /// <summary>A module's tables stand in the schema of its name.</summary>
    public static string SchemaOf(string module) => module.ToLowerInvariant();
}
