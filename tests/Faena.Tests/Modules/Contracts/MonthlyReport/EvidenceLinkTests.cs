using Faena.Modules.Contracts.MonthlyReport;
using Microsoft.Extensions.Configuration;

namespace Faena.Tests.Modules.Contracts.MonthlyReport;

public class EvidenceLinkTests
{
    [Theory]
    [InlineData("", "https://anywhere.example/x", null)]
    [InlineData("files.example, drive.example", "https://drive.example/x", null)]
    [InlineData("files.example", "https://mx.FILES.example/x", null)]
    [InlineData("files.example", "https://files.example.evil.example/x", "link_host_not_allowed")]
    [InlineData("files.example", "https://otherfiles.example/x", "link_host_not_allowed")]
    [InlineData("files.example", "https://files.example@evil.example/x", "link_host_not_allowed")]
    [InlineData("files.example", "javascript:alert(1)", "link_not_web")]
    public void A_link_may_lead_only_to_the_hosts_that_the_company_lists(string hosts, string link, string? fault)
    {
        var settings = new Dictionary<string, string?> { ["Contracts:EvidenceHosts"] = hosts };
        var links = new EvidenceLink(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

        Assert.Equal(fault, links.Fault(link));
    }
}
