using System.Globalization;
using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Faena.Kernel.OpenApi;

/// <summary>Describes a call by what stands on its slice and its route: name, summary, who may, what it asks, what it can answer.</summary>
internal sealed class SliceOperations(OperationNames names, SliceWords words) : IOpenApiOperationTransformer
{
    public async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var route = context.Description.ActionDescriptor.EndpointMetadata;
        var handler = OperationNames.HandlerOf(context.Description);
        var summary = words.SummaryOf(handler);
        operation.OperationId = names.Of(context.Description);
        operation.Summary = FirstSentence(summary);
        operation.Description = summary == operation.Summary ? null : summary;
        operation.Security = [.. route.OfType<AccessRule>().LastOrDefault() == AccessRule.Anyone ? [] : SignIns(context.Document!)];

        AskQuery(operation, route);
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => string.IsNullOrEmpty(p.Description)))
        {
            var own = words.ParameterOf(handler, parameter.Name!);
            parameter.Description = own.Length > 0 ? own : SharedWords.Of(parameter.Name!);
        }
        AskHeaders(operation, route);
        AskFile(operation, route);
        foreach (
            var (type, content) in operation.Responses!.Values.SelectMany(answer =>
                answer.Content ?? new Dictionary<string, OpenApiMediaType>()
            )
        )
        {
            // Neither a workbook nor a stream of events is an object of ours.
            content.Schema = IsJson(type) ? content.Schema : Text(type == RequestLimits.EventStream ? null : "binary");
        }
        if (route.OfType<RequestLimits.StreamsAnswer>().Any())
        {
            operation.Responses["200"] = new OpenApiResponse
            {
                Description = "Server-Sent Events, for as long as the caller listens.",
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [RequestLimits.EventStream] = new() { Schema = Text(null) },
                },
            };
        }
        await Refuse(operation, context, route, cancellationToken);
    }

    private static string FirstSentence(string text)
    {
        var end = text.AsSpan().IndexOfAny(".:;");
        while (end >= 0 && end + 1 < text.Length && text[end + 1] != ' ')
        {
            var next = text.AsSpan(end + 1).IndexOfAny(".:;");
            end = next < 0 ? -1 : end + 1 + next;
        }
        return end < 0 ? text : text[..(text[end] == '.' ? end + 1 : end)];
    }

    private static IEnumerable<OpenApiSecurityRequirement> SignIns(OpenApiDocument document) =>
        ApiSecurity.Schemes.Keys.Select(name => new OpenApiSecurityRequirement
        {
            [new OpenApiSecuritySchemeReference(name, document)] = [],
        });

    private static void AskQuery(OpenApiOperation operation, IList<object> route)
    {
        operation.Parameters ??= [];
        foreach (var field in route.OfType<AskedQuery>().SelectMany(query => query.Fields))
        {
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = field.Name,
                    In = ParameterLocation.Query,
                    Required = field.Required,
                    Schema = Of(field),
                }
            );
        }
    }

    private static void AskHeaders(OpenApiOperation operation, IList<object> route)
    {
        if (route.OfType<IdempotencyKeyTaken>().Any())
        {
            Header("Idempotency-Key");
        }
        if (route.OfType<Refusal>().Any(r => r.Status is StatusCodes.Status412PreconditionFailed))
        {
            Header("If-Match");
        }

        void Header(string name) =>
            operation.Parameters!.Add(
                new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Header,
                    Schema = Text(null),
                    Description = SharedWords.Of(name),
                }
            );
    }

    private static void AskFile(OpenApiOperation operation, IList<object> route)
    {
        if (route.OfType<AskedFile>().LastOrDefault() is not { } asked)
        {
            return;
        }
        var members = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { [asked.Name] = Text("binary") };
        foreach (var field in asked.Fields)
        {
            var schema = Of(field);
            schema.Description = SharedWords.Of(field.Name);
            members[field.Name] = schema;
        }
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = members,
                        Required = new HashSet<string>(asked.Fields.Where(f => f.Required).Select(f => f.Name).Append(asked.Name)),
                    },
                },
            },
        };
    }

    private static async Task Refuse(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        IList<object> route,
        CancellationToken ct
    )
    {
        foreach (var refusal in ImpliedRefusals.Of(route, operation.RequestBody is not null))
        {
            var more = new List<IOpenApiSchema>();
            foreach (var type in route.OfType<Refusal>().Where(r => r.Status == refusal.Key).Select(r => r.More).OfType<Type>())
            {
                var members = await context.GetOrCreateSchemaAsync(type, parameterDescription: null, ct);
                // Only one of the codes brings them.
                members.Required = null;
                more.Add(members);
            }
            var status = refusal.Key.ToString(CultureInfo.InvariantCulture);
            // A refusal that is a workbook for those who want one is there already.
            var content = operation.Responses!.TryGetValue(status, out var answer) ? answer.Content : null;
            content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
            content["application/problem+json"] = new() { Schema = ProblemSchema.Of(refusal.Key, refusal, more, context.Document!) };
            operation.Responses[status] = new OpenApiResponse { Description = ImpliedRefusals.Words[refusal.Key], Content = content };
        }
    }

    private static bool IsJson(string type) => type.EndsWith("json", StringComparison.Ordinal);

    private static OpenApiSchema Text(string? format) => new() { Type = JsonSchemaType.String, Format = format };

    private static OpenApiSchema Of(AskedField field) =>
        field.Type == typeof(long) ? new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" }
        : field.Type == typeof(bool) ? new OpenApiSchema { Type = JsonSchemaType.Boolean }
        : new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = field.Words.Count == 0 ? null : [.. field.Words.Select(w => (JsonNode)w)],
        };
}
