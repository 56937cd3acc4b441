namespace Faena.Kernel.Postgres;

/// <summary>Where a private cluster lives and how its server runs.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>The folder that holds the cluster and everything that belongs to it. Created when absent.</summary>
    public required string Folder { get; init; }

    /// <summary>The one folder (with bin/postgres in it) to take PostgreSQL from, instead of looking for it.</summary>
    public string? Binaries { get; init; }

    /// <summary>Where to take PostgreSQL from when the machine has none installed: the npm package's <c>native</c> folder.</summary>
    public string? FallbackBinaries { get; init; } = Environment.GetEnvironmentVariable("FAENA_PG_NATIVE");

    /// <summary>Server settings, over the defaults.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How long to wait for another Faena that still uses the folder, such as the one being replaced by a restart.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Settings for a cluster whose content nobody will miss: no write waits for the disk.</summary>
    public static IReadOnlyDictionary<string, string> WithoutDurability { get; } =
        new Dictionary<string, string>
        {
            ["fsync"] = "off",
            ["synchronous_commit"] = "off",
            ["full_page_writes"] = "off",
        };
}
