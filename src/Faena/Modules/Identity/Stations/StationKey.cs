using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Identity.Stations;

/// <summary>
/// The key pair by which a PIN travels and waits: a device seals it with the public half, only the server reads it. It is made when a
/// station first asks for it, once for all nodes, and kept in the database.
/// </summary>
internal sealed class StationKey(Db db, TimeProvider clock)
{
    private const int Bits = 3072;
    private static readonly RSAEncryptionPadding Padding = RSAEncryptionPadding.OaepSHA256;

    private byte[]? known;

    /// <summary>The public half, as browsers import it.</summary>
    public sealed record PublicKey(string Kty, string N, string E, string Alg);

    /// <summary>Who acts, with what they typed, for which fact.</summary>
    public sealed record Signature(long Person, string Pin, string Fact);

    public async Task<PublicKey> Public(CancellationToken ct)
    {
        using var rsa = await Open(ct);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new PublicKey("RSA", Base64Url.EncodeToString(key.Modulus), Base64Url.EncodeToString(key.Exponent), "RSA-OAEP-256");
    }

    /// <returns>Null where it was not sealed for us, or holds something else.</returns>
    public async Task<Signature?> Unseal(string box, CancellationToken ct)
    {
        using var rsa = await Open(ct);
        try
        {
            return
                JsonSerializer.Deserialize<Signature>(rsa.Decrypt(Base64Url.DecodeFromChars(box), Padding), Json.Options)
                    is { Pin: not null, Fact: not null } signature
                ? signature
                : null;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private async Task<RSA> Open(CancellationToken ct)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(known ??= await Find(ct), out _);
        return rsa;
    }

    private async Task<byte[]> Find(CancellationToken ct)
    {
        if (await db.One<byte[]>(KeySql, null, ct) is { } kept)
        {
            return kept;
        }
        using var made = RSA.Create(Bits);
        await db.Execute(KeepSql, new { key = made.ExportPkcs8PrivateKey(), now = clock.GetUtcNow() }, ct);
        // Of two nodes that make one together, the first one's counts for both.
        return (await db.One<byte[]>(KeySql, null, ct))!;
    }

    private const string KeySql = "SELECT private_key FROM identity.station_key";

    private const string KeepSql = """
        INSERT INTO identity.station_key (private_key, created_at) VALUES (@key::bytea, @now::timestamptz) ON CONFLICT DO NOTHING
        """;
}
