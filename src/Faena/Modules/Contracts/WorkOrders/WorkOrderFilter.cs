using System.Globalization;
using System.Text;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Mvc;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>The words of the address by which a list of orders is narrowed; all optional, all text, so that each is refused by name.</summary>
public sealed record WorkOrderQuery(
    [FromQuery(Name = "tipo")] string? Tipo,
    [FromQuery(Name = "q")] string? Q,
    [FromQuery(Name = "estatus")] string? Estatus,
    [FromQuery(Name = "sitio")] string? Sitio,
    [FromQuery(Name = "vigente_en")] string? VigenteEn,
    [FromQuery(Name = "activa")] string? Activa,
    [FromQuery(Name = "pagina")] string? Pagina,
    [FromQuery(Name = "por_pagina")] string? PorPagina
);

/// <summary>What is asked of a list of orders.</summary>
public sealed record WorkOrderFilter(
    string? Tipo,
    string? Text,
    IReadOnlyList<string> Words,
    int? Estatus,
    long? Sitio,
    DateOnly? Month,
    bool? Activa,
    int Page,
    int Size
)
{
    public const int DefaultSize = 50;
    private const int LargestSize = 500;
    private const int LastPage = 1_000_000;

    /// <summary>Whether everything is asked for.</summary>
    public bool IsEmpty => Tipo is null && Text is null && Estatus is null && Sitio is null && Month is null && Activa is null && Page == 1;

    internal static WorkOrderFilter Of(WorkOrderQuery query, FieldErrors errors)
    {
        var kind = Blank(query.Tipo);
        errors.Require(kind is null or WorkOrderKind.Initial or WorkOrderKind.Reprogrammed, "tipo", "order_kind_unknown");
        return new WorkOrderFilter(
            kind,
            Blank(query.Q),
            WordsOf(query.Q),
            (int?)Number(query.Estatus, "estatus", 0, short.MaxValue, errors),
            Number(query.Sitio, "sitio", 0, long.MaxValue, errors),
            MonthOf(query.VigenteEn, errors),
            YesOrNo(query.Activa, errors),
            (int)(Number(query.Pagina, "pagina", 1, LastPage, errors) ?? 1),
            (int)(Number(query.PorPagina, "por_pagina", 1, LargestSize, errors) ?? DefaultSize)
        );
    }

    // The same letters as the statement takes the accents from.
    private static string[] WordsOf(string? text) =>
        [
            .. string.Concat(
                    (text ?? "")
                        .ToLowerInvariant()
                        .Normalize(NormalizationForm.FormD)
                        .Where(c => c is not ('\u0301' or '\u0308' or '\u0303'))
                )
                .Normalize(NormalizationForm.FormC)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal),
        ];

    private static DateOnly? MonthOf(string? text, FieldErrors errors)
    {
        if (Blank(text) is not { } given)
        {
            return null;
        }
        var isMonth = DateOnly.TryParseExact(given, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month);
        errors.Require(isMonth && WorkOrderRules.IsPlausible(month), "vigente_en", "order_not_a_month");
        return month;
    }

    private static bool? YesOrNo(string? text, FieldErrors errors)
    {
        switch (Blank(text)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                errors.Add("activa", "order_yes_or_no");
                return null;
        }
    }

    private static long? Number(string? text, string field, long least, long most, FieldErrors errors)
    {
        if (Blank(text) is not { } given)
        {
            return null;
        }
        var isNumber = long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        errors.Require(isNumber && number >= least && number <= most, field, "order_not_a_number");
        return number;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
