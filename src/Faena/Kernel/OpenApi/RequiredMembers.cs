using Microsoft.OpenApi;

namespace Faena.Kernel.OpenApi;

/// <summary>
/// An answer always has all its members. Of a request only those must be there that cannot be null; who leaves out another one says
/// null, or nothing.
/// </summary>
internal static class RequiredMembers
{
    public static void Mark(OpenApiDocument document)
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        foreach (var body in document.Paths.Values.SelectMany(path => path.Operations!.Values).Select(call => call.RequestBody))
        {
            foreach (var content in body?.Content?.Values ?? [])
            {
                Collect(content.Schema, sent, document);
            }
        }
        Prune(document);
        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            if (schema is OpenApiSchema { Properties: { } members } own && !name.StartsWith("Problem", StringComparison.Ordinal))
            {
                WrittenSchemas.SpreadDays(own);
                var sometimes = WrittenSchemas.SometimesIn(own);
                own.Required = members
                    .Where(member =>
                        sent.Contains(name) ? !MayBeNull(member.Value) : !sometimes.Contains(member.Key, StringComparer.Ordinal)
                    )
                    .Select(member => member.Key)
                    .ToHashSet(StringComparer.Ordinal);
            }
        }
    }

    /// <summary>What nothing refers to is of the framework's making: a file or a stream is told where it stands.</summary>
    private static void Prune(OpenApiDocument document)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var call in document.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            var contents = (call.RequestBody?.Content?.Values ?? []).Concat(
                call.Responses!.Values.SelectMany(answer => answer.Content?.Values ?? [])
            );
            foreach (var schema in contents.Select(c => c.Schema).Concat(call.Parameters?.Select(p => p.Schema) ?? []))
            {
                Collect(schema, used, document);
            }
        }
        foreach (var unused in document.Components!.Schemas!.Keys.Except(used, StringComparer.Ordinal).ToList())
        {
            document.Components.Schemas.Remove(unused);
        }
    }

    private static bool MayBeNull(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) == true || schema.OneOf?.Any(MayBeNull) == true;

    private static void Collect(IOpenApiSchema? schema, HashSet<string> into, OpenApiDocument document)
    {
        switch (schema)
        {
            case null:
                return;
            case OpenApiSchemaReference { Reference.Id: { } id }:
                if (into.Add(id) && document.Components!.Schemas!.TryGetValue(id, out var target))
                {
                    Collect(target, into, document);
                }
                return;
        }
        IEnumerable<IOpenApiSchema?> parts =
        [
            schema.Items,
            schema.AdditionalProperties,
            .. schema.Properties?.Values ?? [],
            .. schema.OneOf ?? [],
            .. schema.AllOf ?? [],
        ];
        foreach (var part in parts)
        {
            Collect(part, into, document);
        }
    }
}
