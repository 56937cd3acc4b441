using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Faena.Kernel.OpenApi;

/// <summary>Every call in the words of its slice: <c>saveRate</c>. A slice with several calls adds what they differ in.</summary>
internal sealed class OperationNames(IApiDescriptionGroupCollectionProvider api)
{
    private const string Usual = "Handle";

    private readonly Lazy<IReadOnlyDictionary<string, string>> names = new(() =>
        NamesOf([.. api.ApiDescriptionGroups.Items.SelectMany(group => group.Items)])
    );

    public string Of(ApiDescription call) => names.Value[AddressOf(call)];

    public static MethodInfo HandlerOf(ApiDescription call) => call.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().First();

    private static Dictionary<string, string> NamesOf(IReadOnlyList<ApiDescription> calls)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var alike in calls.GroupBy(NameOf, StringComparer.Ordinal))
        {
            var severalSlices = alike.DistinctBy(SliceOf).Skip(1).Any();
            foreach (var same in alike.GroupBy(SliceOf))
            {
                var shared = same.Select(WordsIn).Aggregate((one, other) => [.. one.Intersect(other, StringComparer.Ordinal)]);
                foreach (var call in same)
                {
                    var home = severalSlices ? SchemaNames.HomeOf(same.Key) : "";
                    var apart = same.Skip(1).Any()
                        ? string.Concat(WordsIn(call).Except(shared, StringComparer.Ordinal).Select(Capital))
                        : "";
                    named[AddressOf(call)] = JsonNamingPolicy.CamelCase.ConvertName(home + alike.Key + apart);
                }
            }
        }
        return named;
    }

    private static string NameOf(ApiDescription call)
    {
        var method = HandlerOf(call).Name;
        return SliceOf(call).Name.Split('`')[0] + (method == Usual || method.Contains('<', StringComparison.Ordinal) ? "" : method);
    }

    private static Type SliceOf(ApiDescription call) => SchemaNames.SliceOf(HandlerOf(call).DeclaringType!);

    private static string AddressOf(ApiDescription call) => $"{call.HttpMethod} {call.RelativePath}";

    private static string[] WordsIn(ApiDescription call) =>
        [.. call.RelativePath!.Split('/').Where(word => !word.StartsWith('{')), Capital(call.HttpMethod!)];

    private static string Capital(string word) =>
        string.Concat(
            word.Split('-', '_', '.').Where(w => w.Length > 0).Select(w => char.ToUpperInvariant(w[0]) + w[1..].ToLowerInvariant())
        );
}
