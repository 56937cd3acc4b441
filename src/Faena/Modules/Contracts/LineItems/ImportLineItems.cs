using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Catalog;

namespace Faena.Modules.Contracts.LineItems;

/// <summary>Gives an order its list of lines as JSON; without <c>confirmar</c> it only says what would change.</summary>
public static class ImportLineItems
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts.MapPost("/work-orders/{id:long}/line-items", Handle).Needs("contracts.import");

    public sealed record Request(string? ModoPool, IReadOnlyList<Line?>? Partidas, bool? ConservarFaltantes, bool? Confirmar);

    public sealed record Line(
        string? IdPartida,
        string? DescripcionConcepto,
        string? Anexo,
        string? Unidad,
        decimal? VolumenProyectado,
        decimal? PrecioUnitarioMn,
        decimal? PrecioUnitarioUsd,
        IReadOnlyDictionary<string, decimal>? Programado
    );

    private static Task<IResult> Handle(long id, Request request, Db db, ICatalog catalog, CurrentUser user, CancellationToken ct)
    {
        var errors = new FieldErrors()
            .Require(request.ModoPool is null or PoolModes.Shared or PoolModes.Separate, "modo_pool", "pool_mode")
            .Require(request.Partidas is { Count: > 0 }, "partidas", "required")
            .Require(request.Partidas is null or { Count: <= MostLines }, "partidas", "too_many_lines", new { maximo = MostLines });
        var listed = errors.Any
            ? []
            : request.Partidas!.Select((line, i) => Listed(line, $"partidas[{i}]", errors)).OfType<ListedLine>().ToList();
        if (errors.Any)
        {
            return Task.FromResult<IResult>(Problem.Invalid(errors));
        }
        var options = new ImportOptions(
            request.ModoPool ?? PoolModes.Shared,
            request.ConservarFaltantes == true,
            request.Confirmar == true
        );
        return LineItemImport.Run(db, catalog, user.Name, id, listed, options, ct);
    }

    internal const int MostLines = 20_000;
    private const int LongestKey = 32;

    internal static ListedLine? Listed(Line? line, string path, FieldErrors errors)
    {
        if (line is null)
        {
            errors.Add(path, "required");
            return null;
        }
        RequireText(line.IdPartida, ".id_partida", LongestKey);
        RequireText(line.DescripcionConcepto, ".descripcion_concepto", int.MaxValue);
        RequireText(line.Anexo, ".anexo", LongestKey);
        RequireText(line.Unidad, ".unidad", 20);
        RequireNumber(line.VolumenProyectado, ".volumen_proyectado", Limit(12), 6);
        RequireNumber(line.PrecioUnitarioMn ?? 0, ".precio_unitario_mn", Limit(11), 4);
        RequireNumber(line.PrecioUnitarioUsd ?? 0, ".precio_unitario_usd", Limit(11), 4);
        var planned = new Dictionary<DateOnly, decimal>();
        foreach (var (text, volume) in line.Programado ?? new Dictionary<string, decimal>())
        {
            var at = $".programado.{text}";
            if (!DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                errors.Add(path + at, "not_a_date");
            }
            else
            {
                RequireNumber(volume, at, Limit(9), 6);
                planned[date] = volume;
            }
        }
        return errors.Any
            ? null
            : new ListedLine(
                path,
                line.IdPartida!.Trim(),
                line.DescripcionConcepto!.Trim(),
                line.Anexo!.Trim(),
                line.Unidad!.Trim(),
                line.VolumenProyectado!.Value,
                line.PrecioUnitarioMn ?? 0,
                line.PrecioUnitarioUsd ?? 0,
                planned
            );

        void RequireText(string? text, string member, int longest) =>
            errors
                .Require(!string.IsNullOrWhiteSpace(text), path + member, "required")
                .Require((text?.Trim().Length ?? 0) <= longest, path + member, "too_long", new { maximo = longest });

        void RequireNumber(decimal? number, string member, decimal limit, int decimals) =>
            errors
                .Require(number is not null, path + member, "required")
                .Require(number is null or >= 0, path + member, "negative")
                .Require(number is null || number < limit, path + member, "too_large")
                .Require(
                    number is null || Math.Round(number.Value, decimals) == number,
                    path + member,
                    "too_many_decimals",
                    new { decimales = decimals }
                );
    }

    private static decimal Limit(int integerDigits) => (decimal)Math.Pow(10, integerDigits);
}
