using Faena.Kernel.Http;
using Faena.Kernel.OpenApi;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>A month at a site, as the documented query parameters give it.</summary>
public sealed record SiteMonth(Month Month, long Site)
{
    public static IReadOnlyList<AskedField> Query { get; } =
    [new("id_sitio", typeof(long), Required: true), new("mes", typeof(long), Required: true), new("anio", typeof(long), Required: true)];

    public static SiteMonth? Parse(IQueryCollection query, FieldErrors errors)
    {
        var (site, month, year) = (
            QueryNumber.Read(query, "id_sitio", errors),
            QueryNumber.Read(query, "mes", errors),
            QueryNumber.Read(query, "anio", errors)
        );
        return errors.Any ? null : Check(site, month, year, errors);
    }

    public static SiteMonth? Check(long? site, long? month, long? year, FieldErrors errors)
    {
        errors
            .Require(site is > 0, "id_sitio", "required")
            .Require(month is >= 1 and <= 12, "mes", "month_range")
            .Require(
                year is >= Month.FirstYear and <= Month.LastYear,
                "anio",
                "year_range",
                new { desde = Month.FirstYear, hasta = Month.LastYear }
            );
        return errors.Any ? null : new SiteMonth(new Month((int)year!, (int)month!), site!.Value);
    }
}
