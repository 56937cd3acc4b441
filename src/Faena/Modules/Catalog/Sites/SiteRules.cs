using Faena.Kernel.Http;

namespace Faena.Modules.Catalog.Sites;

/// <summary>What the fields of a site may hold.</summary>
internal static class SiteRules
{
    internal const int NameLength = 100;

    internal static readonly string[] Fronts = ["patio", "embarcacion", "plataforma", "intercom"];

    internal static FieldErrors Check(FieldErrors errors, string descripcion, string? frente, int? numero) =>
        errors
            .Require(descripcion.Length > 0, "descripcion", "required")
            .Require(descripcion.Length <= NameLength, "descripcion", "too_long", new { max = NameLength })
            .Require(Fronts.Contains(frente, StringComparer.Ordinal), "frente", "front_unknown", new { fronts = Fronts })
            .Require(numero is null or > 0, "numero", "number_not_positive");

    /// <summary>How a site's history calls its fronts.</summary>
    internal const string FrontNamesSql = "SELECT id, descripcion AS name FROM catalog.frente WHERE id = ANY (@ids::bigint[])";
}
