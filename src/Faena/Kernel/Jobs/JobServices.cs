namespace Faena.Kernel.Jobs;

/// <summary>What modules register: kinds of jobs, recurring ones, and what they want cleaned away.</summary>
public static class JobServices
{
    // Ended jobs answer those who asked for them.
    private static readonly TimeSpan EndedJobsKept = TimeSpan.FromDays(30);

    public static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobBoard>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<RecurringJobs>();
        services.AddHostedService<JobWorker>();
        services.AddRecurringJob<CleanJob>(CleanJob.KindOfJob, TimeSpan.FromHours(1));
        services.AddCleaning(CleanEndedSql, EndedJobsKept);
    }

    public static void AddJob<T>(this IServiceCollection services)
        where T : class, IJob => services.AddSingleton<IJob, T>();

    public static void AddRecurringJob<T>(this IServiceCollection services, string kind, TimeSpan every)
        where T : class, IJob
    {
        services.AddJob<T>();
        services.AddSingleton(new RecurringJob(kind, every));
    }

    /// <param name="services">The app's services.</param>
    /// <param name="sql">Deletes what is older than <c>@before</c>.</param>
    /// <param name="kept">How long it is kept.</param>
    public static void AddCleaning(this IServiceCollection services, string sql, TimeSpan kept) =>
        services.AddSingleton(new Cleaning(sql, kept));

    private const string CleanEndedSql = "DELETE FROM kernel.job WHERE finished_at < @before::timestamptz";
}
