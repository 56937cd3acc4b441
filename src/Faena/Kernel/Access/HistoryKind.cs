namespace Faena.Kernel.Access;

/// <summary>
/// A kind of entry whose history people read in words. A column is called as the text <c>field.{table}.{column}</c> says, and a value as
/// <c>field.{table}.{column}.{value}</c> where there is one.
/// </summary>
/// <param name="Table">The watched table, <c>schema.table</c>; the entry's id is the row's key.</param>
/// <param name="Permission">Who may read it: whoever keeps such entries.</param>
/// <param name="Columns">What is told, in this order; other columns follow from these.</param>
public sealed record HistoryKind(string Table, string Permission, params IReadOnlyList<string> Columns)
{
    /// <summary>The column that says whether the entry is in use; it is told as what was done.</summary>
    public string Active { get; init; } = "active";

    /// <summary>How the <c>id</c> of an entry leads to the place it stands at; null where the whole company has one of it.</summary>
    public Scope? Scope { get; init; }

    /// <summary>
    /// Tables whose rows are parts of the entry, their keys beginning with its id. A row is told as the text <c>field.{table}.row</c> says.
    /// </summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Columns that hold the id of something with a name: the statement that gives <c>id, name</c> of <c>@ids</c>.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}

public static class HistoryRegistration
{
    /// <summary>The entries of a module that have a history.</summary>
    public static IServiceCollection AddHistory(this IServiceCollection services, params HistoryKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            services.AddSingleton(kind);
        }
        return services;
    }
}
