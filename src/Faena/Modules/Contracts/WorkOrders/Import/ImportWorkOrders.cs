using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Imports;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.WorkOrders.Import;

/// <summary>Takes in the office's workbook of work orders in one call, without a look at what it changes. People take the three steps instead.</summary>
public static class ImportWorkOrders
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/work-orders/import", Handle)
            .TakesFile("archivo", XlsxLimits.Default.FileBytes)
            .Needs("contracts.manage_orders")
            .Of(Scope.AllSites)
            .Refuses(409, "client_name_taken", "order_issue_taken", "project_lead_taken", "site_name_taken", "site_number_taken")
            .Refuses(422)
            .Refuses(413, "body_too_large");
        api.MapImport<ImportReport>("/work-orders/import", OrderImport.KindOfImport, XlsxResult.ContentType, XlsxLimits.Default.FileBytes)
            .Needs("contracts.manage_orders")
            .Of(Scope.AllSites);
    }

    public sealed record Response(
        int Creadas,
        int Actualizadas,
        int SinCambio,
        IReadOnlyList<Rejected> Rechazadas,
        IReadOnlyList<Warning> Advertencias,
        long IdInforme
    );

    public sealed record Rejected(int Fila, string OrdenTrabajo, string Motivo, string Codigo);

    public sealed record Warning(int Fila, string OrdenTrabajo, string Campo, string Valor, string Motivo, string Codigo);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        HttpContext http,
        Db db,
        KeptFiles files,
        OrderImport import,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        await using var call = await OneCall.Read(http, XlsxResult.ContentType, files, db, texts, ct);
        return await call.Run(import.Run, ct) switch
        {
            ImportOutcome.Done { Report: ImportReport report, KeptAs: { } id } => Answer(report, id, RequestLanguage.Of(http)),
            ImportOutcome.Refused refused => refused.Problem,
            var other => throw other.Unexpected(),
        };
    }

    private static Ok<Response> Answer(ImportReport report, long id, string language) =>
        TypedResults.Ok(
            new Response(
                report.Creadas,
                report.Actualizadas,
                report.SinCambio,
                [.. report.Rechazadas.Select(r => new Rejected(r.Fila, r.OrdenTrabajo, r.MotivoIn(language), r.Codigo))],
                [.. report.Advertencias.Select(a => new Warning(a.Fila, a.OrdenTrabajo, a.Campo, a.Valor, a.MotivoIn(language), a.Codigo))],
                id
            )
        );
}
