using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Faena.Kernel.OpenApi;

/// <summary>What the summaries in the source say, from the documentation file that the build lays beside the assembly.</summary>
internal sealed partial class SliceWords
{
    private readonly Dictionary<string, XElement> members = XDocument
        .Load(Path.ChangeExtension(typeof(SliceWords).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    /// <summary>A handler's own summary, else its slice's.</summary>
    public string SummaryOf(MethodInfo handler) =>
        TextIn(Of(handler)?.Element("summary")) is { Length: > 0 } own
            ? own
            : TextIn(members.GetValueOrDefault("T:" + SchemaNames.SliceOf(handler.DeclaringType!).FullName)?.Element("summary"));

    /// <summary>What a handler says of one of its parameters; empty where it says nothing.</summary>
    public string ParameterOf(MethodInfo handler, string name) =>
        TextIn(Of(handler)?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == name));

    private XElement? Of(MethodInfo handler)
    {
        // Overloads of a handler there are none, so its parameters need not be spelled.
        var name = $"M:{handler.DeclaringType!.FullName!.Replace('+', '.')}.{handler.Name}";
        return members.FirstOrDefault(m => m.Key == name || m.Key.StartsWith(name + "(", StringComparison.Ordinal)).Value;
    }

    private static string TextIn(XElement? element) => Blanks().Replace(string.Concat(element?.Nodes().Select(TextOf) ?? []), " ").Trim();

    private static string TextOf(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement element => ((string?)element.Attribute("cref") ?? (string?)element.Attribute("name") ?? element.Value).Split('.', ':')[
                ^1
            ],
            _ => "",
        };

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}
