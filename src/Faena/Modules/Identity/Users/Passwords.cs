using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Faena.Modules.Identity.Users;

/// <summary>Passwords of local users, kept as salted PBKDF2 hashes.</summary>
internal sealed class Passwords
{
    public const int MinimumLength = 10;

    // Longer ones only cost us time to hash.
    public const int MaximumLength = 256;

    /// <summary>
    /// OWASP's number for PBKDF2 with HMAC-SHA-512; the framework's default is below it. A stored hash with fewer is renewed at sign-in.
    /// </summary>
    public const int Iterations = 210_000;

    private readonly PasswordHasher<Passwords> hasher;

    // Whoever has no password costs the same time as whoever has one, so that time tells nobody which names exist.
    private readonly Lazy<string> nobodys;

    public Passwords(IOptions<PasswordHasherOptions> options)
    {
        hasher = new PasswordHasher<Passwords>(options);
        nobodys = new(() => Hash(Secret.New()));
    }

    public string Hash(string password) => hasher.HashPassword(this, password);

    public PasswordVerificationResult Verify(string? hash, string password)
    {
        if (password.Length > MaximumLength)
        {
            password = "";
        }
        var result = hasher.VerifyHashedPassword(this, hash ?? nobodys.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }
}
