using Faena.Kernel.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Support;

/// <summary>The app with a few routes of a test's own under <c>/test</c>, behind the same pipeline as the modules' routes.</summary>
public abstract class AppWithRoutes : TestApp
{
    protected abstract void Map(IEndpointRouteBuilder routes);

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IStartupFilter>(new Routes(Map));

    private sealed class Routes(Action<IEndpointRouteBuilder> map) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Map(
                    "/test",
                    branch =>
                    {
                        branch.UseKernel();
                        branch.UseEndpoints(map);
                    }
                );
                next(app);
            };
    }
}
