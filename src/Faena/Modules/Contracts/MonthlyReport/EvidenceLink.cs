namespace Faena.Modules.Contracts.MonthlyReport;

/// <summary>A link to evidence kept elsewhere: absolute, http or https, at most 500 characters.</summary>
public static class EvidenceLink
{
    public const int Longest = 500;

    /// <summary>Why the text cannot be taken as a link; null when it can.</summary>
    public static string? Fault(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "link_required"
        : text.Trim().Length > Longest ? "link_too_long"
        : Uri.TryCreate(text.Trim(), UriKind.Absolute, out var link)
        && (link.Scheme == Uri.UriSchemeHttp || link.Scheme == Uri.UriSchemeHttps)
            ? null
        : "link_not_web";
}
