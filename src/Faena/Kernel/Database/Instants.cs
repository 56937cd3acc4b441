using System.Data;
using Dapper;

namespace Faena.Kernel.Database;

/// <summary>An instant in C# is a <see cref="DateTimeOffset"/>; Npgsql takes and gives timestamptz in UTC only.</summary>
internal sealed class Instants : SqlMapper.ITypeHandler
{
    public static void Register()
    {
        foreach (var type in new[] { typeof(DateTimeOffset), typeof(DateTimeOffset?) })
        {
            // Dapper's own mapping would come before ours.
            SqlMapper.RemoveTypeMap(type);
        }
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new Instants());
    }

    public void SetValue(IDbDataParameter parameter, object value) =>
        parameter.Value = value is DateTimeOffset instant ? instant.ToUniversalTime() : value;

    public object? Parse(Type destinationType, object value) => value is DateTime utc ? new DateTimeOffset(utc) : null;
}
