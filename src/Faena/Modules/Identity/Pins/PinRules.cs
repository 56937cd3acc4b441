using Faena.Kernel.Http;

namespace Faena.Modules.Identity.Pins;

/// <summary>What a PIN looks like: digits that a glove types, and not the ones that everybody tries first.</summary>
internal static class PinRules
{
    private const int Shortest = 4;
    private const int Longest = 8;

    public static FieldErrors RequirePin(this FieldErrors errors, string? pin)
    {
        var isPin = pin is { Length: >= Shortest and <= Longest } && pin.All(char.IsAsciiDigit);
        return errors
            .Require(isPin, "pin", "pin_digits", new { shortest = Shortest, longest = Longest })
            .Require(!isPin || !IsTrivial(pin!), "pin", "pin_trivial");
    }

    /// <summary>One digit again and again, or digits in a row: 0000, 1234, 4321.</summary>
    private static bool IsTrivial(string pin)
    {
        var steps = pin.Zip(pin.Skip(1), (one, next) => next - one).Distinct().ToList();
        return steps is [0 or 1 or -1];
    }
}
