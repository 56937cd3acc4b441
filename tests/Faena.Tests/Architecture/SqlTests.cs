using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Faena.Tests.Support;
using Npgsql;

namespace Faena.Tests.Architecture;

/// <summary>
/// A constant <c>…Sql</c> is one statement, and PostgreSQL understands it. A constant <c>…Script</c> is several, or one that cannot be
/// prepared; it takes no parameters.
/// </summary>
public partial class SqlTests(TestApp app) : IClassFixture<TestApp>
{
    // Looked for once: there are a thousand, and each is a test of its own.
    private static readonly Dictionary<string, string> TextOfStatement = Constants("Sql");
    private static readonly Dictionary<string, string> TextOfScript = Constants("Script");

    public static TheoryData<string> Statements() => [.. TextOfStatement.Keys];

    public static TheoryData<string> Scripts() => [.. TextOfScript.Keys];

    [Theory, MemberData(nameof(Statements))]
    public async Task Every_statement_prepares_against_the_migrated_schema(string name)
    {
        var sql = TextOfStatement[name];
        var names = Parameter().Matches(sql).Select(m => m.Value).Distinct().ToList();
        var numbered = Parameter().Replace(sql, m => $"${names.IndexOf(m.Value) + 1}");
        // COPY cannot be prepared, but its table and columns can be selected.
        var preparable = CopyIn().Replace(numbered, "SELECT ${columns} FROM ${table}");

        var error = await Record.ExceptionAsync(() => app.Execute($"PREPARE statement AS {preparable}"));

        Assert.True(error is null, $"{name}: {error?.Message}");
    }

    [Theory, MemberData(nameof(Scripts))]
    public async Task Every_script_runs_against_the_migrated_schema(string name)
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var undone = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);

        var error = await Record.ExceptionAsync(() => connection.ExecuteAsync(TextOfScript[name], transaction: undone));

        Assert.True(error is null, $"{name}: {error?.Message}");
    }

    [Theory, MemberData(nameof(Statements))]
    public void A_statement_touches_only_its_own_tables_and_the_views_of_modules_it_may_use(string name)
    {
        var module = ModulePicture.ModuleOf(name)!;
        var foreign =
            from match in SchemaObject().Matches(TextOfStatement[name])
            let schema = match.Groups["schema"].Value
            where schema != ModulePicture.SchemaOf(module) && !IsOpen(module, schema, match.Groups["object"].Value)
            select match.Value;

        Assert.Empty(foreign);
    }

    private static bool IsOpen(string module, string schema, string name) =>
        // The kernel's own tables are part of every module's ground; the kernel in turn writes the audit log.
        schema == "kernel"
        || (module == ModulePicture.Kernel && schema == "audit")
        || (
            name.StartsWith("v_", StringComparison.Ordinal)
            && ModulePicture.MayUse[module].Any(used => ModulePicture.SchemaOf(used) == schema)
        );

    private static Dictionary<string, string> Constants(string ending) =>
        (
            from type in typeof(Program).Assembly.GetTypes()
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where field.IsLiteral && field.FieldType == typeof(string) && field.Name.EndsWith(ending, StringComparison.Ordinal)
            select ($"{type.FullName}.{field.Name}", (string)field.GetRawConstantValue()!)
        ).ToDictionary();

    [GeneratedRegex(@"(?<![:@\w])@[a-zA-Z]\w*")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\s*COPY\s+(?<table>[\w.]+)\s*\((?<columns>[^)]+)\)\s*FROM\s+STDIN.*$", RegexOptions.Singleline)]
    private static partial Regex CopyIn();

    [GeneratedRegex(@"\b(?<schema>kernel|identity|audit|catalog|contracts|downtime|scheduling|molding|reports)\.(?<object>\w+)")]
    private static partial Regex SchemaObject();
}
