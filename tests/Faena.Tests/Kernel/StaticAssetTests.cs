using System.IO.Compression;
using System.Net;
using Faena.Tests.Support;

namespace Faena.Tests.Kernel;

public class StaticAssetTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_browser_that_takes_compressed_files_gets_the_same_file()
    {
        var plain = await app.Anonymous().GetStringAsync("/favicon.svg");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/favicon.svg");
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        var answer = await app.Anonymous().SendAsync(request);

        await Expect.Status(HttpStatusCode.OK, answer);
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        await using var unpacked = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(plain, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task The_style_sheet_says_each_thing_once()
    {
        var style = await app.Anonymous().GetStringAsync("/dist/app.css");

        var rules = style.Split('}').Where(rule => rule.Length > 120).ToList();
        Assert.True(rules.Count > 100, style);
        Assert.Equal(rules.Distinct(), rules);
    }
}
