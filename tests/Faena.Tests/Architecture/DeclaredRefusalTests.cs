using System.Reflection;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mono.Cecil;

namespace Faena.Tests.Architecture;

public class DeclaredRefusalTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public void A_call_declares_what_its_handler_can_refuse_with_and_nothing_else()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(Program).Assembly.Location);
        var handlers = new HandlerRefusals(assembly.MainModule, app.Services.GetRequiredService<TextCatalog>().HasError);
        var offences = (
            from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let handler = endpoint.Metadata.GetMetadata<MethodInfo>()
            where handler?.Module.Assembly == typeof(Program).Assembly
            where endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null
            let can = handlers.Of(handler)
            let says = Declared(endpoint)
            from refusal in can.Except(says)
                .Select(r => $"can, but does not say: {r.Status} {r.Code}")
                .Concat(says.Except(can).Select(r => $"says, but cannot: {r.Status} {r.Code}"))
            select $"{endpoint.DisplayName} ({handler.DeclaringType}.{handler.Name}) {refusal}"
        ).ToList();

        Assert.True(offences.Count == 0, string.Join('\n', offences));
    }

    private static HashSet<(int Status, string Code)> Declared(RouteEndpoint endpoint) =>
        [
            .. endpoint
                .Metadata.OfType<Refusal>()
                .SelectMany(r => r.Status == 422 ? [(r.Status, "")] : r.Codes.Select(code => (r.Status, code))),
        ];
}
