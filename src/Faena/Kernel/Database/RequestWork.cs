using Npgsql;

namespace Faena.Kernel.Database;

/// <summary>
/// The one transaction of a request whose work and whose answer must be kept together. While it is there, all that the request
/// reads and writes through <see cref="Db"/> happens inside it.
/// </summary>
internal sealed record RequestWork(NpgsqlConnection Connection, NpgsqlTransaction Transaction)
{
    public static RequestWork? Of(HttpContext? http) => http?.Features.Get<RequestWork>();
}
