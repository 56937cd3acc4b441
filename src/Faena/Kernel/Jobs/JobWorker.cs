using Faena.Kernel.Live;
using Npgsql;

namespace Faena.Kernel.Jobs;

/// <summary>This node's worker: one job after the other, and between them the ear at the queue.</summary>
public sealed class JobWorker(JobRunner runner, RecurringJobs recurring, LiveHub hub, TimeProvider clock, ILogger<JobWorker> log)
    : BackgroundService
{
    // A new job is told at once; only waiting attempts, lost leases and recurring jobs are found by looking.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    private static readonly HashSet<string> Topics = new(StringComparer.Ordinal) { JobBoard.Topic };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // From before the look on: what is told meanwhile is not missed.
            using var listener = hub.Listen(Topics);
            try
            {
                await recurring.QueueDue(stoppingToken);
                while (await runner.RunNext(stoppingToken)) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException e)
            {
                log.LogWarning("Jobs are interrupted and will be taken up again: {Reason}", e.Message);
            }
            var told = listener.Notes.WaitToReadAsync(stoppingToken).AsTask();
            await Task.WhenAny(told, Task.Delay(Look, clock, stoppingToken));
        }
    }
}
