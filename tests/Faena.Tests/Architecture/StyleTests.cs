using System.Text.RegularExpressions;
using Faena.Tests.Support;

namespace Faena.Tests.Architecture;

/// <summary>All style sheets end up in one file: what two slices both call a class, they both style.</summary>
public partial class StyleTests
{
    [Fact]
    public void A_class_is_styled_by_one_slice_or_by_all_pages_never_by_two_slices()
    {
        var shared = Directory
            .GetFiles(Repo.PathOf("web/styles"), "*.css")
            .SelectMany(file => AnyClass().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value)
            .ToHashSet(StringComparer.Ordinal);
        var offences =
            from file in Directory.GetFiles(Repo.PathOf("src/Faena/Modules"), "*.css", SearchOption.AllDirectories)
            from name in FirstClass().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).Distinct()
            where !shared.Contains(name)
            group Path.GetFileName(file) by name into homes
            where homes.Count() > 1
            select $".{homes.Key}: {string.Join(", ", homes.Order(StringComparer.Ordinal))}";

        Assert.Empty(offences);
    }

    [GeneratedRegex(@"\.(?<name>[a-z][\w-]*)", RegexOptions.None, 1_000)]
    private static partial Regex AnyClass();

    // The class with which a selector begins: the one that the rule is about, or is inside of.
    [GeneratedRegex(@"^\s*\.(?<name>[a-z][\w-]*)[^{};]*[{,]\s*$", RegexOptions.Multiline, 1_000)]
    private static partial Regex FirstClass();
}
