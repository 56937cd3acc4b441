using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Faena.Modules.Identity;

/// <summary>What a cookie or an integration proves itself with: 256 random bits, of which we keep only the hash.</summary>
internal static class Secret
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
