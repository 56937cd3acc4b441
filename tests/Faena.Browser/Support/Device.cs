using Microsoft.Playwright;

namespace Faena.Browser.Support;

/// <summary>What a browser keeps its data on, as it fails: emptied behind the page, or full.</summary>
internal sealed class Device(ICDPSession session, Uri address) : IAsyncDisposable
{
    private readonly string origin = address.GetLeftPart(UriPartial.Authority);

    public Task EmptiesItsStore() =>
        session.SendAsync("Storage.clearDataForOrigin", new() { ["origin"] = origin, ["storageTypes"] = "indexeddb" });

    public Task IsFull() => session.SendAsync("Storage.overrideQuotaForOrigin", new() { ["origin"] = origin, ["quotaSize"] = 1 });

    public async ValueTask DisposeAsync() => await session.DetachAsync();
}
