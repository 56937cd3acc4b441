using Faena.Kernel.Http;
using Faena.Kernel.OpenApi;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>Which sheet a request means: an order, a month, a site and a time type.</summary>
public sealed record SheetAddress(long OrderId, Month Month, long Site, bool Minimum)
{
    public static IReadOnlyList<AskedField> Query { get; } =
    [
        new("id_ot", typeof(long), Required: true),
        .. SiteMonth.Query,
        new("tipo_tiempo", typeof(string)) { Words = [TimeTypes.Effective, TimeTypes.Minimum] },
    ];

    /// <summary>Reads the documented query parameters; what is wrong is named in <paramref name="errors"/> and the answer is null.</summary>
    public static SheetAddress? Parse(IQueryCollection query, FieldErrors errors)
    {
        var order = QueryNumber.Read(query, "id_ot", errors);
        var type = query["tipo_tiempo"].ToString() is { Length: > 0 } given ? given : TimeTypes.Effective;
        return SiteMonth.Parse(query, errors) is { } at ? Check(order, at.Month.Number, at.Month.Year, at.Site, type, errors) : null;
    }

    /// <summary>The same for members of a body.</summary>
    public static SheetAddress? Check(long? order, long? month, long? year, long? site, string? type, FieldErrors errors)
    {
        errors.Require(order is > 0, "id_ot", "required").Require(TimeTypes.IsKnown(type), "tipo_tiempo", "time_type");
        return SiteMonth.Check(site, month, year, errors) is { } at && !errors.Any
            ? new SheetAddress(order!.Value, at.Month, at.Site, type == TimeTypes.Minimum)
            : null;
    }
}
