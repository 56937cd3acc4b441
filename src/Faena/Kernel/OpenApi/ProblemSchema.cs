using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Faena.Kernel.OpenApi;

/// <summary>The shape of every refusal, once for all calls; a call adds only which codes it can answer.</summary>
internal static class ProblemSchema
{
    private const string Problem = "Problem";
    private const string InvalidFields = "InvalidFields";

    public static IOpenApiSchema Of(int status, IEnumerable<string> codes, IEnumerable<IOpenApiSchema> more, OpenApiDocument document) =>
        new OpenApiSchema
        {
            AllOf =
            [
                new OpenApiSchemaReference(status == StatusCodes.Status422UnprocessableEntity ? InvalidFields : Problem, document),
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                    {
                        ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. codes.Select(code => (JsonNode)code)] },
                    },
                },
                .. more,
            ],
        };

    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent<IOpenApiSchema>(
            Problem,
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "A refusal (RFC 9457). Calls under `/api/produccion` add `exito` and `mensaje`; some add the current state.",
                Required = new HashSet<string>(["title", "status", "code", "data", "traceId"]),
                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                {
                    ["title"] = Text("What went wrong, in the caller's language."),
                    ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
                    ["detail"] = Text("The first bad field's text."),
                    ["code"] = Text("The stable word for it."),
                    ["data"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "What the text speaks of." },
                    ["traceId"] = Text("How support finds it in the log."),
                    ["exito"] = new OpenApiSchema { Type = JsonSchemaType.Boolean },
                    ["mensaje"] = Text("The text again, where the documented calls look for it."),
                },
            }
        );
        document.AddComponent<IOpenApiSchema>(
            InvalidFields,
            new OpenApiSchema
            {
                AllOf =
                [
                    new OpenApiSchemaReference(Problem, document),
                    new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                        {
                            ["errors"] = ByPath("The texts of every bad field, under its path."),
                            ["codes"] = ByPath("The stable codes, under the same paths."),
                        },
                    },
                ],
            }
        );
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema ByPath(string description) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = description,
            AdditionalProperties = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };
}
