using System.Globalization;
using System.Text.Json;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.OpenApi;
using Faena.Modules.Contracts.ProductionGrid;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Contracts.DailyStatus;

/// <summary>The documented daily grid of a site: its orders with 31 days each.</summary>
public static class ShowDays
{
    public static void Map(IEndpointRouteBuilder produccion) =>
        produccion
            .MapGet("/ots_por_sitio_grid", Handle)
            .Needs("contracts.read")
            .Of(Scope.Site("id_sitio"))
            .Asks(SiteMonth.Query)
            .Refuses(422);

    /// <summary>What <see cref="Write"/> writes.</summary>
    public sealed record Response(IReadOnlyList<Order> ReportesDiarios);

    /// <param name="Dia">The day's label: its signature step, else its operating status; null where it has none.</param>
    /// <param name="Operativos">The operating statuses by day, also of days whose signature step hides them.</param>
    public sealed record Order(
        long IdOt,
        string Ot,
        string Desc,
        DateOnly? InicioV,
        DateOnly? FinV,
        string Archivo,
        bool MesCerrado,
        IReadOnlyList<int> DiasBloqueados,
        [property: EveryDay] string? Dia,
        IReadOnlyDictionary<string, string> Operativos
    );

    private static async Task<Results<WrittenJson<Response>, ProblemHttpResult>> Handle(HttpRequest request, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (SiteMonth.Parse(request.Query, errors) is not { } asked)
        {
            return Problem.Invalid(errors);
        }
        var orders = await ReadDays.Read(db, asked.Month, asked.Site, ct);
        return new WrittenJson<Response>(json => Write(json, orders, asked.Month));
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<OrderDays> orders, Month month)
    {
        json.WriteStartObject();
        json.WriteStartArray("reportes_diarios");
        foreach (var order in orders)
        {
            WriteOrder(json, order, month);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter json, OrderDays order, Month month)
    {
        json.WriteStartObject();
        json.WriteNumber("id_ot", order.IdOt);
        json.WriteString("ot", order.Ot);
        json.WriteString("desc", order.Desc);
        json.WriteString("inicio_v", DateText(order.Validity.From));
        json.WriteString("fin_v", DateText(order.Validity.To));
        json.WriteString("archivo", order.Archivo);
        json.WriteBoolean("mes_cerrado", order.MonthIsClosed);
        json.WriteStartArray("dias_bloqueados");
        foreach (var day in order.Validity.BlockedDays(month))
        {
            json.WriteNumberValue(day);
        }
        json.WriteEndArray();
        for (var day = 1; day <= 31; day++)
        {
            json.WriteString("dia" + day.ToString(CultureInfo.InvariantCulture), DayLabels.WordOf(order.StateOf(day)));
        }
        json.WriteStartObject("operativos");
        foreach (var day in order.Dias)
        {
            if (DayLabels.NameOf(order.StateOf(day).Operating) is { } label)
            {
                json.WriteString(day.ToString(CultureInfo.InvariantCulture), label);
            }
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string? DateText(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture);
}
