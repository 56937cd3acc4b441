using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Faena.Kernel.OpenApi;

/// <summary><c>/openapi/v1.json</c>: the document that clients are made of.</summary>
public static class ApiDocument
{
    public static void AddApiDocument(this IServiceCollection services)
    {
        services.AddSingleton<OperationNames>();
        services.AddSingleton<SliceWords>();
        services.AddOpenApi(document =>
        {
            document.CreateSchemaReferenceId = SchemaNames.Of;
            document.AddSchemaTransformer<WrittenSchemas>();
            document.AddOperationTransformer<SliceOperations>();
            document.AddDocumentTransformer(Finish);
        });
    }

    private static Task Finish(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Faena",
            Version = "1",
            Description = "The production record of a company, from the shift to the invoice.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>(ModuleTags.All);
        foreach (var (name, scheme) in ApiSecurity.Schemes)
        {
            document.AddComponent<IOpenApiSecurityScheme>(name, scheme);
        }
        ProblemSchema.AddTo(document);
        RequiredMembers.Mark(document);
        return Task.CompletedTask;
    }
}
