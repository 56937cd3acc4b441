using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Faena.Modules.Identity.Users;

/// <summary>Passwords of local users, kept as salted PBKDF2 hashes.</summary>
internal sealed class Passwords
{
    public const int MinimumLength = 10;

    // Longer ones only cost us time to hash.
    public const int MaximumLength = 256;

    // OWASP's number for PBKDF2 with HMAC-SHA-512; the framework's default is below it. A stored hash with fewer is renewed at sign-in.
    private static readonly PasswordHasher<Passwords> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    // Whoever has no password costs the same time as whoever has one, so that time tells nobody which names exist.
    private readonly Lazy<string> nobodys = new(() => Hasher.HashPassword(null!, Secret.New()));

    public string Hash(string password) => Hasher.HashPassword(this, password);

    public PasswordVerificationResult Verify(string? hash, string password)
    {
        if (password.Length > MaximumLength)
        {
            password = "";
        }
        var result = Hasher.VerifyHashedPassword(this, hash ?? nobodys.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }
}
