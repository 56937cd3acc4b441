using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Ui.Entries;
using Faena.Modules.Catalog.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Catalog.Clients;

/// <summary>The clients that orders are worked for.</summary>
public static class ShowClientsPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/catalog/clients", Handle)
            .Needs("catalog.read")
            .Everywhere("the company has one list of clients")
            .ExcludeFromDescription();

    private static async Task<RazorComponentResult<ClientsPage>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var filter = EntryFilter.Of(request.Query);
        var clients = (await ListClients.Handle(db, ct))
            .Where(c => filter.Takes(c.Activo, c.Descripcion))
            .Select(c => new NamesTable.Name(c.Id, c.Descripcion, c.Activo, c.Version));
        return new(new { Clients = filter.Cut(clients), Filter = filter });
    }
}
