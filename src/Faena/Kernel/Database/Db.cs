using System.Runtime.CompilerServices;
using Dapper;
using Faena.Kernel.Access;
using Npgsql;

namespace Faena.Kernel.Database;

/// <summary>The door to PostgreSQL: single reads, and transactions that know who acts.</summary>
public sealed class Db(NpgsqlDataSource source, Actor actor, IHttpContextAccessor http)
{
    public NpgsqlDataSource Source => source;

    public async Task<IReadOnlyList<T>> Query<T>(
        string sql,
        object? args,
        CancellationToken ct,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0
    )
    {
        await using var lease = await Rent(ct);
        return (await lease.Connection.QueryAsync<T>(Sql.Command(sql, args, lease.Transaction, ct, file, line))).AsList();
    }

    /// <summary>The first row, or the type's default when there is none.</summary>
    public async Task<T?> One<T>(
        string sql,
        object? args,
        CancellationToken ct,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0
    )
    {
        await using var lease = await Rent(ct);
        return await lease.Connection.QueryFirstOrDefaultAsync<T>(Sql.Command(sql, args, lease.Transaction, ct, file, line));
    }

    /// <summary>For the few reads that go without Dapper: lends them the connection.</summary>
    public async Task<T> Read<T>(Func<NpgsqlConnection, NpgsqlTransaction?, Task<T>> read, CancellationToken ct)
    {
        await using var lease = await Rent(ct);
        return await read(lease.Connection, lease.Transaction);
    }

    /// <summary>One statement on a table that is not watched by the audit trigger; a watched one is changed after <see cref="Begin"/>.</summary>
    /// <returns>The number of rows written.</returns>
    public async Task<int> Execute(
        string sql,
        object? args,
        CancellationToken ct,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0
    )
    {
        await using var lease = await Rent(ct);
        return await lease.Connection.ExecuteAsync(Sql.Command(sql, args, lease.Transaction, ct, file, line));
    }

    /// <summary>A transaction whose changes the audit trigger signs with the current actor. Undone unless committed.</summary>
    /// <param name="ct">Ends the wait of everything done in it.</param>
    /// <param name="actingAs">The actor, where the request does not know it yet: someone about to sign in.</param>
    public async Task<DbWork> Begin(CancellationToken ct, string? actingAs = null)
    {
        var work = RequestWork.Of(http.HttpContext) is { } shared
            ? await DbWork.Within(shared, ct)
            : await DbWork.Begin(await source.OpenConnectionAsync(ct), ct);
        try
        {
            await work.Execute(
                SignSql,
                new
                {
                    user = actingAs ?? actor.Name,
                    request = actor.RequestId,
                    ip = actor.Ip,
                    station = actor.Station,
                }
            );
            return work;
        }
        catch
        {
            await work.DisposeAsync();
            throw;
        }
    }

    private async Task<Lease> Rent(CancellationToken ct) =>
        RequestWork.Of(http.HttpContext) is { } shared
            ? new Lease(shared.Connection, shared.Transaction, false)
            : new Lease(await source.OpenConnectionAsync(ct), null, true);

    private readonly record struct Lease(NpgsqlConnection Connection, NpgsqlTransaction? Transaction, bool Ours) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Ours ? Connection.DisposeAsync() : ValueTask.CompletedTask;
    }

    private const string SignSql = """
        SELECT set_config('faena.user', @user, true), set_config('faena.request', @request, true), set_config('faena.ip', @ip, true),
               set_config('faena.station', @station, true)
        """;
}
