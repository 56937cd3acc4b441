using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Faena.Kernel.Hosting;

/// <summary>
/// Sessions and tokens are random numbers in PostgreSQL, so nothing is encrypted with the framework's keys, which every node would
/// make at its start and keep in its own home folder. Whoever comes to need them gives them a place that all nodes share.
/// </summary>
internal sealed class NoDataProtection : IXmlRepository
{
    public static void Use(IServiceCollection services)
    {
        services.AddDataProtection();
        services.Configure<KeyManagementOptions>(o => o.XmlRepository = new NoDataProtection());
        // It would ask for a key at the start, needed or not.
        services.Remove(services.Single(s => s.ImplementationType?.Name == "DataProtectionHostedService"));
    }

    public IReadOnlyCollection<XElement> GetAllElements() => [];

    public void StoreElement(XElement element, string friendlyName) =>
        throw new NotSupportedException("Something uses ASP.NET Core's data protection. Its keys must stand in PostgreSQL first.");
}
