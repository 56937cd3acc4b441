using System.Data;
using System.Runtime.CompilerServices;
using Dapper;

namespace Faena.Kernel.Database;

/// <summary>Makes the command of every statement, stamped with the line that sends it.</summary>
public static class Sql
{
    // The stamp lets anyone go from pg_stat_activity or the slow-query log to the line that sent the statement.
    public static CommandDefinition Command(
        string sql,
        object? args = null,
        IDbTransaction? tx = null,
        CancellationToken ct = default,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0
    ) => new(Stamp(sql, file, line), args, tx, cancellationToken: ct);

    /// <summary>The statement with its stamp, for the few that are sent without Dapper.</summary>
    public static string Stamp(string sql, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        $"{sql}\n/* {Path.GetFileName(file)}:{line} */";
}
