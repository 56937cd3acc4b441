using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Ui.Entries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Downtime.QuickNotes;

/// <summary>The quick notes, to look at and to keep.</summary>
public static class ShowQuickNotesPage
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/downtime/quick-notes", Handle)
            .Needs("downtime.read")
            .Everywhere("the company has one list of quick notes")
            .ExcludeFromDescription();

    private static async Task<RazorComponentResult<QuickNotesPage>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var filter = EntryFilter.Of(request.Query);
        var notes = (await ListQuickNotes.Read(db, onlyActive: false, ct)).Where(n => filter.Takes(n.Active, n.Names.Es, n.Names.En));
        return new(new { Notes = notes.ToList(), Filter = filter });
    }
}
