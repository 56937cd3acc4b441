using Microsoft.AspNetCore.StaticAssets;

namespace Faena.Kernel.Ui;

/// <summary>Addresses of our static files with the hash of their content, so that browsers may keep them for good.</summary>
public sealed class AssetUrls(IEnumerable<EndpointDataSource> endpoints)
{
    private Dictionary<string, string>? hashed;

    public string this[string path] => (hashed ??= Read()).TryGetValue(path, out var found) ? $"/{found}" : $"/{path}";

    private Dictionary<string, string> Read()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints.SelectMany(source => source.Endpoints))
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not { } asset)
            {
                continue;
            }
            if (asset.Properties.FirstOrDefault(p => p.Name == "label") is { } label)
            {
                found.TryAdd(label.Value, asset.Route);
            }
        }
        return found;
    }
}
