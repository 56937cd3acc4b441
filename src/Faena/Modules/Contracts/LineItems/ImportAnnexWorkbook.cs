using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;
using Faena.Modules.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>
/// Gives an order its list of lines from the office's workbook; with <c>confirmar=false</c> it only says what would change. One row
/// that cannot be taken refuses them all, and all of them are named: as JSON, or as a workbook for who asks for one.
/// </summary>
public static class ImportAnnexWorkbook
{
    public static void Map(IEndpointRouteBuilder produccion) =>
        produccion
            .MapPost("/importar_anexo_ot", Handle)
            .TakesFile(
                "archivo",
                XlsxLimits.Default.FileBytes,
                new("ot_id", typeof(long), Required: true),
                new("modo_pool", typeof(string)) { Words = [PoolModes.Shared, PoolModes.Separate] },
                new("conservar_faltantes", typeof(bool)),
                new("confirmar", typeof(bool)),
                new("modo_actualizacion", typeof(string))
            )
            .Needs("contracts.import")
            .Of(Scope.Order("$.ot_id"))
            .Refuses(404, "order_not_found")
            .Refuses(409, "order_cancelled", "produced_lines_missing", "unit_key_taken")
            .Refuses(422)
            .Refuses(413, "body_too_large");

    /// <param name="Exito">Whether the list was taken; a preview is none, whatever it shows.</param>
    /// <param name="Codigo"><c>vista_previa</c> where nothing was asked to be saved.</param>
    /// <param name="Enviar">What to send along with the same form, so that it is saved.</param>
    public sealed record Response(
        bool Exito,
        string? Codigo,
        string Mensaje,
        IReadOnlyDictionary<string, string>? Enviar,
        string Hoja,
        IReadOnlyList<string> HojasSinLeer,
        int Agregadas,
        int Cambiadas,
        int SinCambio,
        IReadOnlyList<MissingLine> Faltantes,
        IReadOnlyList<string> Repetidas,
        long? ImportacionId
    );

    /// <param name="Columna">As the spreadsheet calls it, such as F; empty for the row as a whole.</param>
    public sealed record BadRow(string Hoja, int Fila, string Columna, string Titulo, string Codigo, string Motivo);

    private const int MostBadRows = 500;

    private static readonly Dictionary<string, string> ToConfirm = new(StringComparer.Ordinal) { ["confirmar"] = "true" };

    private static async Task<Results<Ok<Response>, BadRowsResult, ProblemHttpResult>> Handle(
        HttpRequest request,
        Db db,
        ICatalog catalog,
        KeptFiles files,
        CurrentUser user,
        TextCatalog texts,
        CancellationToken ct
    )
    {
        var form = await FileForm.Read(request, ct);
        if (form.Fault is { } fault)
        {
            return fault;
        }
        var errors = new FieldErrors();
        if (Asked.Read(form.Fields, errors) is not { } asked)
        {
            return Problem.Invalid(errors);
        }
        try
        {
            using var book = await XlsxReader.Open(form.File.OpenReadStream(), ct);
            if (AnnexWorkbook.Read(book, errors) is not { } annex)
            {
                return Problem.Invalid(errors);
            }
            var said = texts.For(request.HttpContext);
            if (annex.Faults.Count > 0)
            {
                return Refuse(request, annex, annex.Faults, said);
            }
            var outcome = await LineItemImport.Run(
                db,
                catalog,
                user,
                asked.OrderId,
                annex.Lines,
                asked.Options with
                {
                    File = asked.Options.Confirm ? await files.Take(form, XlsxResult.ContentType, ct) : null,
                },
                ct
            );
            return outcome switch
            {
                ImportOutcome.Taken taken => TypedResults.Ok(Answer(taken.Answer, annex, asked.Options.Confirm, said)),
                ImportOutcome.BadLines bad => Refuse(request, annex, [.. bad.Faults.Select(annex.Place)], said),
                ImportOutcome.Refused refused => refused.Problem,
                _ => throw new InvalidOperationException($"An import that ends as {outcome.GetType().Name}."),
            };
        }
        catch (XlsxRefusedException refused)
        {
            return refused.ToProblem("archivo");
        }
    }

    /// <summary>The form's fields. <c>modo_actualizacion</c> of the documented call has no meaning here: lines keep their identity.</summary>
    private sealed record Asked(long OrderId, ImportOptions Options)
    {
        public static Asked? Read(IFormCollection fields, FieldErrors errors)
        {
            var order = fields.Id("ot_id", errors);
            var mode = fields["modo_pool"].ToString() is { Length: > 0 } given ? given : PoolModes.Shared;
            errors.Require(PoolModes.IsKnown(mode), "modo_pool", "pool_mode");
            var options = new ImportOptions
            {
                PoolMode = mode,
                KeepMissing = fields.Flag("conservar_faltantes", errors) ?? false,
                Confirm = fields.Flag("confirmar", errors) ?? true,
            };
            return errors.Any ? null : new Asked(order, options);
        }
    }

    private static Response Answer(ImportAnswer answer, AnnexWorkbook annex, bool confirmed, Texts texts)
    {
        var written = confirmed && answer.Agregadas + answer.Cambiadas + answer.Faltantes.Count > 0;
        return new Response(
            confirmed,
            confirmed ? null : "vista_previa",
            texts[
                !confirmed ? "annex.previewed"
                : written ? "annex.imported"
                : "annex.nothing_new"
            ],
            confirmed ? null : ToConfirm,
            annex.Sheet.Name,
            annex.SheetsLeftOut,
            answer.Agregadas,
            answer.Cambiadas,
            answer.SinCambio,
            answer.Faltantes,
            answer.Repetidas,
            answer.ImportacionId
        );
    }

    private static Results<Ok<Response>, BadRowsResult, ProblemHttpResult> Refuse(
        HttpRequest request,
        AnnexWorkbook annex,
        IReadOnlyList<SheetFault> faults,
        Texts texts
    )
    {
        var inOrder = faults.OrderBy(f => f.Row).ThenBy(f => f.Column).ToList();
        if (XlsxResult.IsWantedBy(request))
        {
            request.HttpContext.Response.Headers["X-Validation-Error"] = "true";
            var name = texts["annex.bad_rows_file"] + ".xlsx";
            return new BadRowsResult(name, book => BadRowsWorkbook.Write(book, annex, inOrder, texts));
        }
        var filas = inOrder
            .Take(MostBadRows)
            .Select(fault => new BadRow(
                annex.Sheet.Name,
                fault.Row,
                fault.Column > 0 ? XlsxAddress.Column(fault.Column) : "",
                fault.Column > 0 ? annex.Header.Row[fault.Column].Text : "",
                fault.Code,
                texts.Error(fault.Code, fault.Data)
            ))
            .ToList();
        var data = new { filas = inOrder.Select(f => f.Row).Distinct().Count(), hoja = annex.Sheet.Name };
        return Problem.With(StatusCodes.Status422UnprocessableEntity, "annex_rows", data, more: new { filas });
    }
}
