using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Imports;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.PriceBook;

/// <summary>Takes in the contract's price book in one call, without a look at what it changes. People take the three steps instead.</summary>
public static class ImportPriceBook
{
    public static void Map(IEndpointRouteBuilder contracts)
    {
        contracts
            .MapPost("/price-book", Handle)
            .TakesFile("archivo", XlsxLimits.Default.FileBytes)
            .Needs("contracts.import")
            .Everywhere("the price book is the whole company's")
            .Refuses(409, "unit_key_taken")
            .Refuses(422)
            .Refuses(413, "body_too_large");
        contracts
            .MapImport<PriceBookImport.Report>(
                "/price-book",
                PriceBookImport.KindOfImport,
                XlsxResult.ContentType,
                XlsxLimits.Default.FileBytes
            )
            .Needs("contracts.import")
            .Everywhere("the price book is the whole company's");
    }

    public sealed record Response(
        IReadOnlyList<PriceBookImport.Annex> Anexos,
        IReadOnlyList<PriceBookImport.Warning> Advertencias,
        int Altas,
        int Cambios,
        int Bajas,
        long ImportacionId
    );

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        HttpContext http,
        Db db,
        KeptFiles files,
        PriceBookImport import,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        await using var call = await OneCall.Read(http, XlsxResult.ContentType, files, db, texts, ct);
        return await call.Run(import.Run, ct) switch
        {
            ImportOutcome.Done { Report: PriceBookImport.Report report, KeptAs: { } id } => TypedResults.Ok(
                new Response(report.Anexos, report.Advertencias, report.Altas, report.Cambios, report.Bajas, id)
            ),
            ImportOutcome.Refused refused => refused.Problem,
            var other => throw other.Unexpected(),
        };
    }
}
