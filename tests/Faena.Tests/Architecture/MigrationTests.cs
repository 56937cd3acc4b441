using System.Text.RegularExpressions;
using Faena.Tests.Support;

namespace Faena.Tests.Architecture;

public partial class MigrationTests
{
    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Repo.PathOf("db/migrations"), "*.sql").Select(f => Path.GetFileNameWithoutExtension(f)!);

    [Fact]
    public void A_migration_is_named_by_its_minute_its_module_and_what_it_does() =>
        Assert.Empty(Names.Where(n => !Name().IsMatch(n) || !ModulePicture.MayUse.Keys.Any(m => Module(n) == ModulePicture.SchemaOf(m))));

    [Fact]
    public void Two_migrations_of_one_module_never_share_a_minute() =>
        Assert.Empty(Names.GroupBy(n => n[..13] + Module(n), StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void A_migration_touches_the_schema_it_names() =>
        Assert.Empty(
            Names.Where(n =>
                !Regex.IsMatch(
                    File.ReadAllText(Repo.PathOf($"db/migrations/{n}.sql")),
                    $@"\b{Module(n)}\b",
                    RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            )
        );

    private static string Module(string name) => name.Split('_')[2];

    [GeneratedRegex("^20[0-9]{6}_[0-2][0-9][0-5][0-9]_[a-z]+(_[a-z0-9]+)+$")]
    private static partial Regex Name();
}
