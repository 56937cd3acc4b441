using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Faena.Modules.Identity.Pins;

/// <summary>
/// Remembers for a few minutes that a PIN was right, so that a shift's acts that arrive together are not each as slow as a sign-in. What
/// it holds is keyed by this process's own random key and by the stored hash: a PIN that was changed is not remembered.
/// </summary>
internal sealed class VerifiedPins(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<long, (byte[] Mark, DateTimeOffset Until)> byPerson = [];

    public bool Knows(long person, string hash, string pin) =>
        byPerson.TryGetValue(person, out var known)
        && clock.GetUtcNow() < known.Until
        && CryptographicOperations.FixedTimeEquals(known.Mark, MarkOf(person, hash, pin));

    public void Remember(long person, string hash, string pin) => byPerson[person] = (MarkOf(person, hash, pin), clock.GetUtcNow() + Kept);

    // The hash is text without line breaks, so no two of them and their PINs read alike.
    private byte[] MarkOf(long person, string hash, string pin) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{person}\n{hash}\n{pin}")));
}
