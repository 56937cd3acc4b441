using System.Runtime.CompilerServices;
using Dapper;
using Faena.Kernel.Access;
using Npgsql;

namespace Faena.Kernel.Database;

/// <summary>The door to PostgreSQL: single reads, and transactions that know who acts.</summary>
public sealed class Db(NpgsqlDataSource source, Actor actor)
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
        await using var connection = await source.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<T>(Sql.Command(sql, args, null, ct, file, line))).AsList();
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
        await using var connection = await source.OpenConnectionAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<T>(Sql.Command(sql, args, null, ct, file, line));
    }

    /// <summary>A transaction whose changes the audit trigger signs with the current actor. Undone unless committed.</summary>
    public async Task<DbWork> Begin(CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync(
                Sql.Command(
                    SignSql,
                    new
                    {
                        user = actor.Name,
                        request = actor.RequestId,
                        ip = actor.Ip,
                    },
                    transaction,
                    ct
                )
            );
            return new DbWork(connection, transaction, ct);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private const string SignSql = """
        SELECT set_config('faena.user', @user, true), set_config('faena.request', @request, true), set_config('faena.ip', @ip, true)
        """;
}

/// <summary>One transaction in progress; disposing it without <see cref="Commit"/> leaves nothing written.</summary>
public sealed class DbWork(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct) : IAsyncDisposable
{
    public NpgsqlConnection Connection => connection;
    public NpgsqlTransaction Transaction => transaction;

    public async Task<IReadOnlyList<T>> Query<T>(
        string sql,
        object? args = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0
    ) => (await connection.QueryAsync<T>(Sql.Command(sql, args, transaction, ct, file, line))).AsList();

    /// <summary>The first row, or the type's default when there is none.</summary>
    public Task<T?> One<T>(string sql, object? args = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        connection.QueryFirstOrDefaultAsync<T>(Sql.Command(sql, args, transaction, ct, file, line));

    /// <returns>The number of rows written.</returns>
    public Task<int> Execute(string sql, object? args = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        connection.ExecuteAsync(Sql.Command(sql, args, transaction, ct, file, line));

    public Task Commit() => transaction.CommitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
