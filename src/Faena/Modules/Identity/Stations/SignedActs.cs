using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Modules.Identity.Pins;
using Faena.Modules.Identity.Users;
using Microsoft.AspNetCore.Identity;

namespace Faena.Modules.Identity.Stations;

/// <summary>
/// Finds the person who signed an act at a station with their PIN. An act may have waited on the device for hours: it is judged when it
/// arrives, and what is wrong with it will not get better by sending it again.
/// </summary>
internal sealed class SignedActs(Db db, StationKey key, Passwords passwords, PinThrottle throttle, VerifiedPins verified, AuditTrail audit)
{
    public const string Header = "Faena-Person";
    private const string KeyOfTheAct = "Idempotency-Key";

    /// <summary>The person, or the code of the refusal.</summary>
    public readonly record struct Outcome(PersonAtStation? Person, string Refusal);

    public async Task<Outcome> Of(Station station, HttpRequest request, CancellationToken ct)
    {
        var signature = await key.Unseal(request.Headers[Header].ToString(), ct);
        // Sealed for this act and no other.
        if (signature is null || signature.Fact.Length == 0 || signature.Fact != request.Headers[KeyOfTheAct].ToString())
        {
            return Refused("seal_unreadable");
        }
        var person = await db.One<PersonAtStation>(PersonSql, throttle.Arguments(signature.Person), ct);
        if (person is null)
        {
            return Refused("person_unknown");
        }
        person = person with { Station = station, Permissions = StationRights.WithAPin(person.Permissions) };
        if (!person.MayWorkHere)
        {
            return Refused("facility_not_allowed");
        }
        if (person.IsClosed)
        {
            return Refused("pin_closed");
        }
        if (!verified.Knows(person.Id, person.PinHash, signature.Pin))
        {
            if (await Refusal(person, station, signature.Pin, ct) is { } refusal)
            {
                return Refused(refusal);
            }
            verified.Remember(person.Id, person.PinHash, signature.Pin);
        }
        return new Outcome(person, "");
    }

    private async Task<string?> Refusal(PersonAtStation person, Station station, string pin, CancellationToken ct)
    {
        var isRight = passwords.Verify(person.PinHash, pin) != PasswordVerificationResult.Failed;
        await using var work = await db.Begin(ct, actingAs: person.Name);
        if (await throttle.HoldAndAsk(person.Id, station.Id, work) is { } closed)
        {
            return closed;
        }
        if (isRight)
        {
            return null;
        }
        await throttle.Count(person.Id, station.Id, work);
        await audit.Write(
            new("PIN_FAILED", "identity.pins", person.Id.ToString(CultureInfo.InvariantCulture))
            {
                User = person.Name,
                After = new { station = station.DisplayName },
            },
            work
        );
        await work.Commit();
        return "pin_wrong";
    }

    private static Outcome Refused(string code) => new(null, code);

    private const string PersonSql = $"""
        SELECT u.id, u.username AS name, u.display_name, a.roles, a.permissions, a.facility_ids, p.pin_hash,
               {PinThrottle.IsClosed} AS is_closed
        FROM identity.users u
        JOIN identity.pins p ON p.user_id = u.id
        JOIN identity.v_user_access a ON a.user_id = u.id
        WHERE u.id = @person::bigint AND u.disabled_at IS NULL
        """;
}
