using System.Security.Cryptography;
using System.Text;
using Faena.Kernel.Files;

namespace Faena.Tests.Kernel;

public sealed class FolderStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("faena-files-").FullName;
    private readonly FolderStore files;

    public FolderStoreTests() => files = new(Path.Combine(folder, "files"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_kept_file_is_read_back_with_its_hash_and_size()
    {
        var photo = RandomNumberGenerator.GetBytes(200_000);

        var kept = await files.Save(StoredFile.NewId(), new MemoryStream(photo), limit: 200_000, Ct);

        Assert.Equal(200_000, kept!.Size);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(photo)), kept.Sha256);
        Assert.Equal(photo, await Read(kept.Id));
    }

    [Fact]
    public async Task The_same_content_kept_twice_is_two_files()
    {
        var first = await Save("acta");
        var second = await Save("acta");

        Assert.True(await files.Delete(first.Id, Ct));

        Assert.Equal(first.Sha256, second.Sha256);
        Assert.Null(await files.Open(first.Id, Ct));
        Assert.Equal("acta", Encoding.UTF8.GetString(await Read(second.Id)));
        Assert.False(await files.Delete(first.Id, Ct));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_before_it_is_all_read_and_leaves_nothing_behind()
    {
        var upload = new MemoryStream(new byte[5_000_000]);

        Assert.Null(await files.Save(StoredFile.NewId(), upload, limit: 100_000, Ct));

        Assert.InRange(upload.Position, 100_001, 300_000);
        Assert.Empty(EveryFile());
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<IOException>(() => files.Save(StoredFile.NewId(), new BrokenUpload(), limit: 1_000_000, Ct));

        Assert.Empty(EveryFile());
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../../../../../../../../etc/hosts")]
    [InlineData("/etc/hosts")]
    [InlineData("00/../../../../../../../etc/hosts")]
    [InlineData("..000000000000000000000000000000")]
    [InlineData("ABCDEFABCDEFABCDEFABCDEFABCDEFAB")]
    [InlineData("00000000000000000000000000000000")]
    public async Task An_id_that_was_never_given_out_opens_nothing(string id)
    {
        Assert.Null(await files.Open(id, Ct));
        Assert.False(await files.Delete(id, Ct));
    }

    [Fact]
    public async Task Files_lie_under_names_of_their_own_that_only_we_may_read()
    {
        var kept = await Save("acta");

        var path = Assert.Single(EveryFile());

        Assert.Equal(Path.Combine(folder, "files", kept.Id[..2], kept.Id[2..]), path);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task What_a_crash_left_of_an_upload_is_swept_away_and_nothing_else()
    {
        var kept = await Save("acta");
        var unfinished = Path.Combine(folder, "files", "unfinished");
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (name, age) in new[] { ("old", TimeSpan.FromDays(2)), ("going-on", TimeSpan.Zero) })
        {
            await File.WriteAllTextAsync(Path.Combine(unfinished, name), "", Ct);
            File.SetLastWriteTimeUtc(Path.Combine(unfinished, name), (now - age).UtcDateTime);
        }

        await files.DeleteUnfinished(startedBefore: now - TimeSpan.FromDays(1), Ct);

        Assert.Equal("going-on", Path.GetFileName(Assert.Single(Directory.GetFiles(unfinished))));
        Assert.Equal("acta", Encoding.UTF8.GetString(await Read(kept.Id)));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<StoredFile> Save(string text) =>
        (await files.Save(StoredFile.NewId(), new MemoryStream(Encoding.UTF8.GetBytes(text)), limit: 1_000, Ct))!;

    private async Task<byte[]> Read(string id)
    {
        await using var file = (await files.Open(id, Ct))!;
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    private string[] EveryFile() => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

    /// <summary>A browser that goes away after the first piece.</summary>
    private sealed class BrokenUpload() : MemoryStream(new byte[1_000])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var count ? count : throw new IOException("The client went away.");
    }
}
