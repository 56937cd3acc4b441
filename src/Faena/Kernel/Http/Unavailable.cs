using Npgsql;

namespace Faena.Kernel.Http;

/// <summary>
/// Failures that are nobody's mistake and pass by themselves or by somebody's hand: the database is away, starting, full or busy, or the
/// disk is full. They are answered 503 with the moment to try again.
/// </summary>
internal static class Unavailable
{
    public const string Code = "unavailable";

    private const int NoSpaceLeft = 28;

    // By class: no connection, no resources (disk, memory, connections), told to stop, and trouble outside of PostgreSQL itself.
    private static readonly string[] Classes = ["08", "53", "57P", "58"];

    public static bool Is(Exception? failure) =>
        failure switch
        {
            null => false,
            PostgresException refused => IsMeant(refused),
            // No answer at all: not reached, broken off, waited for too long, or no connection of the pool became free.
            NpgsqlException => true,
            IOException { HResult: NoSpaceLeft } => true,
            _ => Is(failure.InnerException),
        };

    private static bool IsMeant(PostgresException refused) =>
        refused.InvariantSeverity is "FATAL" or "PANIC"
        || refused.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction
        || Classes.Any(start => refused.SqlState.StartsWith(start, StringComparison.Ordinal));
}
