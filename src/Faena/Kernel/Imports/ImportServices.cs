using Faena.Kernel.Jobs;

namespace Faena.Kernel.Imports;

public static class ImportServices
{
    // What was taken in is recorded where it belongs; the way there is shown for as long as somebody may come back to it.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static void AddImports(this IServiceCollection services)
    {
        services.AddJob<ReadImportJob>();
        services.AddJob<ApplyImportJob>();
        services.AddCleaning(CleanSql, Kept);
    }

    /// <summary>A module's kind of import.</summary>
    public static void AddImport<T>(this IServiceCollection services)
        where T : class, IImport
    {
        services.AddSingleton<T>();
        services.AddSingleton<IImport>(provider => provider.GetRequiredService<T>());
    }

    private const string CleanSql = "DELETE FROM kernel.import WHERE created_at < @before::timestamptz";
}
