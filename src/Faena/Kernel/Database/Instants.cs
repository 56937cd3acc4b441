using System.Data;
using Dapper;

namespace Faena.Kernel.Database;

/// <summary>An instant in C# is a <see cref="DateTimeOffset"/>; Npgsql reads and takes timestamptz in UTC only.</summary>
internal sealed class Instants : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();

    public override DateTimeOffset Parse(object value) => value is DateTime utc ? new DateTimeOffset(utc) : (DateTimeOffset)value;
}
