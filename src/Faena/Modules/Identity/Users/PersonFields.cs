using System.Text.RegularExpressions;
using Faena.Kernel.Access;
using Faena.Kernel.Http;

namespace Faena.Modules.Identity.Users;

/// <summary>What a person's name and password must look like, wherever they are given.</summary>
internal static partial class PersonFields
{
    public static FieldErrors RequireUsername(this FieldErrors errors, string? username) =>
        errors
            .Require(username is not null && Username().IsMatch(username), "username", "username_malformed")
            .Require(username?.ToLowerInvariant() is not (Actor.System or Actor.Anonymous), "username", "username_reserved");

    public static FieldErrors RequireDisplayName(this FieldErrors errors, string displayName) =>
        errors.Require(displayName.Length is > 0 and <= 200, "displayName", "display_name_length");

    public static FieldErrors RequirePassword(this FieldErrors errors, string path, string? password) =>
        errors.Require(
            password?.Length is >= Passwords.MinimumLength and <= Passwords.MaximumLength,
            path,
            "password_length",
            new { minimum = Passwords.MinimumLength, maximum = Passwords.MaximumLength }
        );

    // A colon sets tokens' names apart from people's.
    [GeneratedRegex(@"^[^\s\p{C}:]{1,100}$", RegexOptions.None, 1_000)]
    private static partial Regex Username();
}
