using Microsoft.AspNetCore.Http.Extensions;

namespace Faena.Kernel.Ui;

/// <summary>Addresses of the same page seen differently: another page of the list, another order.</summary>
public static class Urls
{
    /// <summary>The request's address with one query value changed, or left out when null.</summary>
    public static string With(HttpRequest request, string name, string? value)
    {
        var query = new QueryBuilder();
        foreach (var (key, values) in request.Query)
        {
            if (!key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                foreach (var one in values.Where(v => !string.IsNullOrEmpty(v)))
                {
                    query.Add(key, one!);
                }
            }
        }
        if (value is not null)
        {
            query.Add(name, value);
        }
        return request.Path + query.ToQueryString();
    }
}
