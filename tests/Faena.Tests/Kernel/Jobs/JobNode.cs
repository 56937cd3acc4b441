using Faena.Kernel.Database;
using Faena.Kernel.Jobs;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Kernel.Jobs;

/// <summary>A node whose worker only works when the test says so; the second one shares the first one's database.</summary>
public sealed class JobNode(JobNode? first = null) : TestApp
{
    public EffectJob Job { get; } = new(first is null ? "first" : "second");

    public JobRunner Runner => Services.GetRequiredService<JobRunner>();

    protected override Task<string> NewDatabase() => first is null ? base.NewDatabase() : Task.FromResult(first.ConnectionString);

    protected override Task DropDatabase() => first is null ? base.DropDatabase() : Task.CompletedTask;

    protected override void Configure(IServiceCollection services)
    {
        services.Remove(services.Single(s => s.ImplementationType == typeof(JobWorker)));
        services.AddSingleton<IJob>(Job);
    }

    public async Task<long> GivenAJob(EffectJob.Order order)
    {
        await using var work = await Services.GetRequiredService<Db>().Begin(CancellationToken.None);
        var id = await Services.GetRequiredService<JobBoard>().Add(work, EffectJob.KindOfJob, order);
        await work.Commit();
        return id;
    }

    /// <returns>How many jobs it did before there was nothing to do.</returns>
    public async Task<int> WorkUntilIdle()
    {
        var done = 0;
        while (await Runner.RunNext(CancellationToken.None))
        {
            done++;
        }
        return done;
    }
}

/// <summary>A job with an effect that can be counted.</summary>
public sealed class EffectJob(string node) : IJob
{
    public const string KindOfJob = "test.effect";

    public sealed record Order(int Number, string Then = "end");

    /// <summary>Fulfilled when a job that waits has had its effect.</summary>
    public TaskCompletionSource Waits { get; } = new();

    public TaskCompletionSource GoOn { get; } = new();

    public string Kind => KindOfJob;

    public async Task<JobResult> Run(JobRun run, CancellationToken ct)
    {
        var order = run.Payload<Order>();
        var work = await run.Work();
        await work.Execute("INSERT INTO test_effect (number, node) VALUES (@Number, @node)", new { order.Number, node });
        await run.Progress(50);
        switch (order.Then)
        {
            case "wait":
                Waits.TrySetResult();
                await GoOn.Task;
                break;
            case "fail":
                throw new InvalidOperationException("the secret of the node");
            case "refuse":
                return new JobResult.Refused("not_allowed");
        }
        return new JobResult.Done(new { order.Number });
    }
}
