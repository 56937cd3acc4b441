using Faena.Tests.Support;

namespace Faena.Tests.Architecture;

public class GlossaryTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Every_table_is_explained_in_the_glossary()
    {
        var glossary = await File.ReadAllTextAsync(Repo.PathOf("docs/glossary.md"));
        var tables = await app.Rows<string>(
            """
            SELECT schemaname || '.' || tablename FROM pg_tables
            WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema' ORDER BY 1
            """
        );

        Assert.Empty(tables.Where(table => !glossary.Contains($"`{table}`", StringComparison.Ordinal)));
    }
}
