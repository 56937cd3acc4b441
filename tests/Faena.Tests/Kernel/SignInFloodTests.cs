using System.Net;
using Faena.Tests.Support;

namespace Faena.Tests.Kernel;

public class SignInFloodTests(SignInFloodTests.OverTheNetwork app) : IClassFixture<SignInFloodTests.OverTheNetwork>
{
    public sealed class OverTheNetwork : TestApp
    {
        protected override bool OverNetwork => true;
    }

    [Fact]
    public async Task Strangers_who_send_eight_times_28_megabytes_as_a_sign_in_take_no_memory()
    {
        await Expect.Status(HttpStatusCode.Unauthorized, await app.Anonymous().SignIn("nobody", "whatever"));
        var before = GC.GetTotalAllocatedBytes();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => app.Anonymous().PostAsync("/api/session", new Flood(28_000_000)))
        );

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50_000_000);
        foreach (var answer in answers)
        {
            await Expect.Refusal(HttpStatusCode.RequestEntityTooLarge, "body_too_large", answer);
        }
    }

    /// <summary>A name that never ends.</summary>
    private sealed class Flood : HttpContent
    {
        private static readonly byte[] Piece = [.. Enumerable.Repeat((byte)'a', 64 * 1024)];
        private readonly long length;

        public Flood(long length)
        {
            this.length = length;
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var start = """{"username":"""u8.ToArray();
            await stream.WriteAsync(start);
            for (var left = length - start.Length; left > 0; left -= Piece.Length)
            {
                await stream.WriteAsync(Piece.AsMemory(0, (int)Math.Min(left, Piece.Length)));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = this.length;
            return true;
        }
    }
}
