using System.Data;
using System.Runtime.CompilerServices;
using Dapper;
using Faena.Kernel.Http;
using Npgsql;

namespace Faena.Kernel.Database;

/// <summary>One transaction in progress; disposing it without <see cref="Commit"/> leaves nothing written.</summary>
public sealed class DbWork : IAsyncDisposable
{
    private const string Savepoint = "work";

    private readonly CancellationToken ct;
    private readonly bool shared;
    private bool committed;

    private DbWork(NpgsqlConnection connection, NpgsqlTransaction transaction, bool shared, CancellationToken ct)
    {
        Connection = connection;
        Transaction = transaction;
        this.shared = shared;
        this.ct = ct;
    }

    public NpgsqlConnection Connection { get; }
    public NpgsqlTransaction Transaction { get; }

    internal static async Task<DbWork> Begin(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            return new DbWork(connection, await connection.BeginTransactionAsync(ct), false, ct);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Part of the request's one transaction: a savepoint takes the place of begin.</summary>
    internal static async Task<DbWork> Within(RequestWork request, CancellationToken ct)
    {
        await request.Transaction.SaveAsync(Savepoint, ct);
        return new DbWork(request.Connection, request.Transaction, true, ct);
    }

    public async Task<IReadOnlyList<T>> Query<T>(
        string sql,
        object? args = null,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0
    ) => (await Connection.QueryAsync<T>(Sql.Command(sql, args, Transaction, ct, file, line))).AsList();

    /// <summary>The first row, or the type's default when there is none.</summary>
    public Task<T?> One<T>(string sql, object? args = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Connection.QueryFirstOrDefaultAsync<T>(Sql.Command(sql, args, Transaction, ct, file, line));

    /// <returns>The number of rows written.</returns>
    public Task<int> Execute(string sql, object? args = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Connection.ExecuteAsync(Sql.Command(sql, args, Transaction, ct, file, line));

    /// <summary>
    /// Names what the following statements do in the audit log, in place of CREATE, UPDATE and DELETE.
    /// </summary>
    /// <param name="action">A word such as PROJECTION_SET.</param>
    /// <param name="before">What people saw before, where that did not stand in the changed row itself.</param>
    public Task NameAction(string action, object? before = null) =>
        Execute(NameActionSql, new { action, before = before is null ? "" : Json.Of(before) });

    public async Task Commit()
    {
        await (shared ? Transaction.ReleaseAsync(Savepoint, ct) : Transaction.CommitAsync(ct));
        committed = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (shared)
        {
            // A connection that broke has undone everything already.
            if (!committed && Connection.State == ConnectionState.Open)
            {
                await Transaction.RollbackAsync(Savepoint, CancellationToken.None);
            }
            return;
        }
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private const string NameActionSql = "SELECT set_config('faena.action', @action, true), set_config('faena.before', @before, true)";
}
