using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faena.Kernel.Files;
using Faena.Kernel.Http;
using Faena.Kernel.OpenApi;
using Faena.Kernel.Xlsx;
using Faena.Modules.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>A plant's workbook that was sent, and what a person decided about it.</summary>
internal sealed record ImportForm
{
    /// <summary>Macros are what .xlsm is for; they are left where they are.</summary>
    public static XlsxLimits Limits { get; } = new() { Macros = true };

    /// <summary>Beside the file: what the person corrected and may be added to the catalogs, each as JSON.</summary>
    public static AskedField[] Fields { get; } = [new("correcciones", typeof(string)), new("agregar", typeof(string))];

    private static readonly string[] Correctable =
    [
        "numero_op",
        "fecha_inicio",
        "producto",
        "molde",
        "maquina",
        "tipo_orden",
        "tiempo_ciclo",
        "peso_unitario",
        "cavidades",
        "peso_tiro",
        "horas_turno",
        "ciclos",
        "tipo_cambio",
        "meta_kg",
        "meta_docenas",
        "calendario",
        "base_tiempo",
    ];

    public PlantSheet Sheet { get; private init; } = null!;

    /// <summary>Fields of the order that the person gave in place of the sheet's.</summary>
    public JsonObject Corrections { get; private init; } = [];

    /// <summary>The names that the import may add to the catalogs, in lower case.</summary>
    public IReadOnlySet<(string Catalog, string Name)> MayAdd { get; private init; } = new HashSet<(string, string)>();

    public ProblemHttpResult? Fault { get; private init; }

    private sealed record Asked(string? Catalogo, string? Nombre);

    public static async Task<ImportForm> Read(HttpRequest request, CancellationToken ct)
    {
        var form = await FileForm.Read(request, ct);
        if (form.Fault is not null)
        {
            return new ImportForm { Fault = form.Fault };
        }
        var errors = new FieldErrors();
        var corrections = Parse<Dictionary<string, JsonNode?>>(form, "correcciones", errors) ?? [];
        var asked = Parse<List<Asked?>>(form, "agregar", errors) ?? [];
        foreach (var unknown in corrections.Keys.Except(Correctable, StringComparer.Ordinal))
        {
            errors.Add($"correcciones.{unknown}", "one_of", new { opciones = Correctable });
        }
        if (errors.Any)
        {
            return new ImportForm { Fault = Problem.Invalid(errors) };
        }
        try
        {
            await using var content = form.File.OpenReadStream();
            using var book = await XlsxReader.Open(content, Limits, ct);
            return PlantSheet.Read(book, StrategyIn(corrections)) is { } sheet
                ? new ImportForm
                {
                    Sheet = sheet,
                    Corrections = new JsonObject(corrections),
                    MayAdd = asked.Select(a => (a?.Catalogo ?? "", EntryName.Of(a?.Nombre).ToLowerInvariant())).ToHashSet(),
                }
                : new ImportForm { Fault = Problem.Invalid("archivo", "sheet_missing") };
        }
        catch (XlsxRefusedException refused)
        {
            return new ImportForm { Fault = refused.ToProblem("archivo") };
        }
    }

    private static T? Parse<T>(FileForm form, string field, FieldErrors errors)
        where T : class
    {
        var text = form.Fields[field].ToString();
        if (text.Length == 0)
        {
            return null;
        }
        if (StorableText.FaultIn(Encoding.UTF8.GetBytes(text)) is not null)
        {
            errors.Add(field, StorableText.Code);
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json.Options);
        }
        catch (JsonException)
        {
            errors.Add(field, "field_not_json");
            return null;
        }
    }

    private static string? StrategyIn(Dictionary<string, JsonNode?> corrections) =>
        corrections.GetValueOrDefault("tipo_orden") is JsonValue value && value.TryGetValue<string>(out var strategy) ? strategy : null;
}
