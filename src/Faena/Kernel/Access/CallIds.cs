using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faena.Kernel.Http;
using Microsoft.Extensions.Primitives;

namespace Faena.Kernel.Access;

/// <summary>
/// The ids that stand at a place of a call, as its slice will read them: null where nothing stands there. Read as widely as the framework
/// does (a blank in an address counts for nothing), since an id that only the slice understands would pass unseen.
/// </summary>
internal static class CallIds
{
    /// <summary>Something that stands where an id should, and is none.</summary>
    public const long Unreadable = long.MinValue;

    private const string Body = "$.";
    private const string EachItem = "[*]";

    public static async Task<long[]?> At(string place, EndpointFilterInvocationContext call)
    {
        if (!place.StartsWith(Body, StringComparison.Ordinal))
        {
            return InAddress(place, call.HttpContext.Request);
        }
        var path = place[Body.Length..].Split('.');
        return call.HttpContext.Request.HasFormContentType
            ? Of(await InForm(path[^1], call.HttpContext))
            : InArguments(call.Arguments, path);
    }

    private static long[]? InArguments(IEnumerable<object?> arguments, string[] path)
    {
        var found = arguments.SelectMany(argument => Walk(argument, path)).ToList();
        return found.Count == 0 ? null : [.. found.SelectMany(ids => ids).Distinct()];
    }

    private static long[]? InAddress(string name, HttpRequest request) =>
        request.RouteValues.TryGetValue(name, out var value) ? Of(Convert.ToString(value, CultureInfo.InvariantCulture))
        : name.Length > 0 ? Of(request.Query[name])
        : null;

    private static async Task<StringValues> InForm(string name, HttpContext http)
    {
        try
        {
            return (await http.Request.ReadFormAsync(http.RequestAborted))[name];
        }
        catch (InvalidDataException)
        {
            return StringValues.Empty;
        }
    }

    private static long[]? Of(StringValues texts) => texts.All(string.IsNullOrWhiteSpace) ? null : [.. texts.Select(AsId).Distinct()];

    private static long AsId(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) ? id : Unreadable;

    /// <summary>The ids of each value that stands at the path.</summary>
    private static IEnumerable<IEnumerable<long>> Walk(object? value, ReadOnlyMemory<string> path)
    {
        if (path.IsEmpty)
        {
            return IdsOf(value) is { } ids ? [ids] : [];
        }
        var name = path.Span[0];
        return name.EndsWith(EachItem, StringComparison.Ordinal)
            ? Items(Member(value, name[..^EachItem.Length])).SelectMany(item => Walk(item, path[1..]))
            : Walk(Member(value, name), path[1..]);
    }

    private static IEnumerable<long>? IdsOf(object? value) =>
        value switch
        {
            null or JsonElement { ValueKind: JsonValueKind.Null } => null,
            long id => [id],
            int id => [id],
            IEnumerable<long> ids => ids,
            JsonElement { ValueKind: JsonValueKind.Number } number => [number.TryGetInt64(out var id) ? id : Unreadable],
            JsonElement { ValueKind: JsonValueKind.String } text => [AsId(text.GetString())],
            _ => [Unreadable],
        };

    private static object? Member(object? value, string name) =>
        MemberOf(value, name) switch
        {
            IOptional optional => optional.Content,
            var member => member,
        };

    private static object? MemberOf(object? value, string name) =>
        value switch
        {
            null => null,
            JsonElement { ValueKind: JsonValueKind.Object } element => element.TryGetProperty(name, out var found) ? found : null,
            JsonElement => null,
            JsonObject node => node[name] is { } found ? JsonSerializer.SerializeToElement(found) : null,
            _ => Json.Options.GetTypeInfo(value.GetType()).Properties.FirstOrDefault(p => p.Name == name)?.Get?.Invoke(value),
        };

    private static IEnumerable<object?> Items(object? value) =>
        value switch
        {
            JsonElement { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(item => (object?)item),
            IEnumerable list and not string => list.Cast<object?>(),
            _ => [],
        };
}
