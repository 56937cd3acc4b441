using System.Text.Json;
using Faena.Kernel.Http;
using Npgsql;

namespace Faena.Kernel.Live;

/// <summary>One connection of this node listens to the database and passes on what it hears.</summary>
public sealed class LiveListener(NpgsqlDataSource db, LiveHub hub, ILogger<LiveListener> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                log.LogWarning("Live updates are interrupted and will be taken up again: {Reason}", e.Message);
            }
            // What was told meanwhile is lost to us; a browser that connects anew reads again.
            hub.Disconnect();
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        connection.Notification += (_, note) => Publish(note.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {ChangeNotes.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }
        while (true)
        {
            if (!await connection.WaitAsync(Silence, ct))
            {
                // Only a question shows whether the other end is still there.
                await using var ask = new NpgsqlCommand("SELECT 1", connection);
                await ask.ExecuteScalarAsync(ct);
            }
        }
    }

    private void Publish(string note)
    {
        try
        {
            if (JsonSerializer.Deserialize<Change>(note, Json.Options) is { Topic: not null } change)
            {
                hub.Publish(change);
            }
        }
        catch (JsonException)
        {
            log.LogWarning("A note on channel {Channel} is none of ours", ChangeNotes.Channel);
        }
    }
}
