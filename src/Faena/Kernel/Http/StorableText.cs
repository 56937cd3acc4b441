using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Faena.Kernel.Http;

/// <summary>
/// Text that can be stored is Unicode without U+0000. What else a caller sends is refused before a route sees it: PostgreSQL takes none
/// of it, and tells so only in the middle of a statement.
/// </summary>
public static class StorableText
{
    public const string Code = "text_not_storable";

    private static readonly SearchValues<char> Suspects = SearchValues.Create([
        '\0',
        .. Enumerable.Range(0xD800, 0x800).Select(half => (char)half),
    ]);

    public static bool Is(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(Suspects); at >= 0; at = text.IndexOfAny(Suspects))
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return false;
            }
            text = text[(at + 2)..];
        }
        return true;
    }

    /// <summary>
    /// Where in a JSON text such a thing stands, as <c>celdas[0].valor</c>; an empty path for the value as a whole, null where all of it
    /// can be stored. What is no JSON at all is left to whoever reads it.
    /// </summary>
    public static string? FaultIn(ReadOnlySpan<byte> json)
    {
        // All but a few bodies are plain, and done with here.
        if (Utf8.IsValid(json) && json.IndexOf("\\u"u8) < 0)
        {
            return null;
        }
        var reader = new Utf8JsonReader(json);
        var path = new JsonPath();
        try
        {
            while (reader.Read())
            {
                var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
                if (isText && !IsStorable(ref reader))
                {
                    return path.At(reader.TokenType == JsonTokenType.PropertyName ? "?" : null);
                }
                path.Move(ref reader);
            }
        }
        catch (JsonException)
        {
            return null;
        }
        return null;
    }

    private static bool IsStorable(ref Utf8JsonReader reader)
    {
        try
        {
            return Is(reader.GetString());
        }
        catch (InvalidOperationException)
        {
            // Half a pair, or bytes that are no UTF-8.
            return false;
        }
    }

    /// <summary>Where a reader stands: the names and numbers that lead there.</summary>
    private sealed class JsonPath
    {
        private readonly Stack<(string? Name, int Index)> steps = [];

        public void Move(ref Utf8JsonReader reader)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    steps.Push(("", -1));
                    break;
                case JsonTokenType.StartArray:
                    steps.Push((null, 0));
                    break;
                case JsonTokenType.PropertyName:
                    steps.Pop();
                    steps.Push((reader.GetString(), -1));
                    break;
                default:
                    if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                    {
                        steps.Pop();
                    }
                    if (steps.TryPeek(out var inside) && inside.Name is null)
                    {
                        steps.Pop();
                        steps.Push((null, inside.Index + 1));
                    }
                    break;
            }
        }

        /// <param name="name">What stands in place of the last name, where that one is itself what cannot be told.</param>
        public string At(string? name)
        {
            var text = new StringBuilder();
            var (outermost, last) = (steps.Reverse(), steps.Count - 1);
            foreach (var (at, step) in outermost.Index())
            {
                if (step.Name is null)
                {
                    text.Append('[').Append(step.Index).Append(']');
                }
                else
                {
                    text.Append(text.Length > 0 ? "." : "").Append(at == last && name is not null ? name : step.Name);
                }
            }
            return text.ToString();
        }
    }
}
