using System.Text.Json;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Hosting;
using Faena.Kernel.Http;
using Faena.Kernel.Imports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>Where a workbook is sent in, and what came of one.</summary>
public static class ShowOrderImport
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/contracts/work-orders/import", Handle).Needs("contracts.manage_orders").Of(Scope.AllSites).ExcludeFromDescription();
        app.MapGet("/contracts/work-orders/import/{id:long}", Report)
            .Needs("contracts.manage_orders")
            .Of(Scope.AllSites)
            .ExcludeFromDescription();
    }

    /// <summary>An import that was made.</summary>
    public sealed record Made(long Id, DateTimeOffset Fecha, string Usuario, string NombreArchivo, ImportReport Report);

    /// <summary>An import in a list of them.</summary>
    public sealed record Listed(
        long Id,
        DateTimeOffset Fecha,
        string Usuario,
        string NombreArchivo,
        int Creadas,
        int Actualizadas,
        int Rechazadas,
        int Advertencias
    );

    private static async Task<Results<RazorComponentResult<OrderImportPage>, RedirectHttpResult, ProblemHttpResult>> Handle(
        long? lectura,
        Db db,
        CurrentUser user,
        Installation installation,
        CancellationToken ct
    )
    {
        var reading = lectura is { } id ? await Reading.Find(db, OrderImport.KindOfImport, id, user, ct) : null;
        return reading switch
        {
            null when lectura is not null => Problem.NotFound(),
            { State: Reading.Applied, KeptAs: { } made } => TypedResults.Redirect(
                FormattableString.Invariant($"/contracts/work-orders/import/{made}")
            ),
            _ => new RazorComponentResult<OrderImportPage>(
                new
                {
                    Reading = reading,
                    Open = await Reading.Open(db, OrderImport.KindOfImport, user, ct),
                    Earlier = await db.Query<Listed>(EarlierSql, null, ct),
                    Zone = installation.TimeZone,
                }
            ),
        };
    }

    private static async Task<Results<RazorComponentResult<OrderImportReportPage>, ProblemHttpResult>> Report(
        long id,
        Db db,
        Installation installation,
        CancellationToken ct
    ) =>
        await Find(db, id, ct) is { } made
            ? new RazorComponentResult<OrderImportReportPage>(new { Made = made, Zone = installation.TimeZone })
            : Problem.NotFound();

    /// <returns>Null when there is none.</returns>
    internal static async Task<Made?> Find(Db db, long id, CancellationToken ct) =>
        await db.One<Row>(ReportSql, new { id }, ct) is { } row
            ? new Made(
                row.Id,
                row.Fecha,
                row.Usuario,
                row.NombreArchivo,
                JsonSerializer.Deserialize<ImportReport>(row.Informe, Json.Options)!
            )
            : null;

    private sealed record Row(long Id, DateTimeOffset Fecha, string Usuario, string NombreArchivo, string Informe);

    private const string ReportSql = """
        SELECT r.id, r.fecha, r.usuario, i.nombre_archivo, r.informe::text
        FROM contracts.importacion_ot_informe r JOIN contracts.importacion_ot i ON i.id = r.id_importacion_ot
        WHERE r.id = @id::bigint
        """;

    private const string EarlierSql = """
        SELECT r.id, r.fecha, r.usuario, i.nombre_archivo, (r.informe ->> 'creadas')::int AS creadas,
          (r.informe ->> 'actualizadas')::int AS actualizadas, jsonb_array_length(r.informe -> 'rechazadas') AS rechazadas,
          jsonb_array_length(r.informe -> 'advertencias') AS advertencias
        FROM contracts.importacion_ot_informe r JOIN contracts.importacion_ot i ON i.id = r.id_importacion_ot
        ORDER BY r.id DESC
        LIMIT 20
        """;
}
