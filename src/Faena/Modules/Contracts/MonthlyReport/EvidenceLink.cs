namespace Faena.Modules.Contracts.MonthlyReport;

/// <summary>
/// What a link to evidence kept elsewhere may be: absolute, http or https, at most 500 characters, and at one of the hosts that
/// <c>Contracts:EvidenceHosts</c> lists (<c>files.example.com</c> and what ends in <c>.files.example.com</c>); without a list, anywhere.
/// </summary>
public sealed class EvidenceLink(IConfiguration configuration)
{
    private const int Longest = 500;

    private readonly string[] hosts = (configuration["Contracts:EvidenceHosts"] ?? "").Split(
        ',',
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
    );

    /// <summary>Why the text cannot be taken as a link; null when it can.</summary>
    public string? Fault(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "link_required"
        : text.Trim().Length > Longest ? "link_too_long"
        : !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var link)
        || (link.Scheme != Uri.UriSchemeHttp && link.Scheme != Uri.UriSchemeHttps)
            ? "link_not_web"
        : hosts.Length > 0 && !hosts.Any(host => IsAt(link.Host, host)) ? "link_host_not_allowed"
        : null;

    private static bool IsAt(string given, string host) =>
        given.Equals(host, StringComparison.OrdinalIgnoreCase) || given.EndsWith('.' + host, StringComparison.OrdinalIgnoreCase);
}
