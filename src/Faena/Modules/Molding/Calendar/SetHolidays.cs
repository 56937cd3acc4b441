using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Calendar;

/// <summary>The days on which the plant stands still: the whole list at once. An order's end is computed anew wherever it is read.</summary>
public static class SetHolidays
{
    private const int Most = 2_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/holidays", Handle).Needs("molding.manage_orders").Refuses(422);
        api.MapGet("/holidays", List).Needs("molding.read");
    }

    public sealed record Request(IReadOnlyList<string>? Fechas);

    public sealed record Response(IReadOnlyList<DateOnly> Fechas);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request request, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (request.Fechas is null)
        {
            return Problem.Invalid("fechas", "required");
        }
        errors.Require(request.Fechas.Count <= Most, "fechas", "too_many_items", new { max = Most });
        var dates = new List<DateOnly>();
        for (var i = 0; i < request.Fechas.Count; i++)
        {
            if (DateOnly.TryParseExact(request.Fechas[i], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                dates.Add(date);
            }
            else
            {
                errors.Add($"fechas[{i}]", "not_a_date");
            }
        }
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        await work.Execute(RemoveSql, new { dates = dates.ToArray() });
        await work.Execute(AddSql, new { dates = dates.ToArray() });
        await work.Commit();
        return TypedResults.Ok(await List(db, ct));
    }

    internal static async Task<Response> List(Db db, CancellationToken ct) => new(await db.Query<DateOnly>(ListSql, null, ct));

    private const string RemoveSql = "DELETE FROM molding.feriado WHERE fecha <> ALL (@dates::date[])";

    private const string AddSql = """
        INSERT INTO molding.feriado (fecha) SELECT DISTINCT d FROM unnest(@dates::date[]) AS d ON CONFLICT DO NOTHING
        """;

    private const string ListSql = "SELECT fecha FROM molding.feriado ORDER BY fecha";
}
