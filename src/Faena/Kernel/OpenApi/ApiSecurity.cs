using Microsoft.OpenApi;

namespace Faena.Kernel.OpenApi;

/// <summary>The two ways to prove who calls: a person's cookie, an integration's token.</summary>
internal static class ApiSecurity
{
    public static IReadOnlyDictionary<string, OpenApiSecurityScheme> Schemes { get; } =
        new Dictionary<string, OpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["session"] = new()
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "__Host-faena",
                Description = "The cookie that `POST /api/session` gives; `faena` on plain http of this machine.",
            },
            ["token"] = new()
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token that an administrator issued.",
            },
        };
}
