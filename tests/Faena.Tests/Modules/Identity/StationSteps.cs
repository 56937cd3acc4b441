using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faena.Tests.Support;

namespace Faena.Tests.Modules.Identity;

/// <summary>What people do to have a tablet on the floor and to sign at it.</summary>
public sealed class StationSteps(TestApp app)
{
    public const string Stations = "/api/identity/stations";
    public const string Password = "correct horse battery";

    private static int last;

    public sealed record Somebody(long Id, string Username, string DisplayName);

    public HttpClient Administrator => app.SignedInAs("Administrator");

    public static string NewName(string prefix) => $"{prefix}{Interlocked.Increment(ref last)}";

    public async Task<Somebody> GivenAPerson(string? pin = null, string role = "Operator", params long[] facilities)
    {
        var username = NewName("p");
        var displayName = $"Persona {username}";
        var answer = await Administrator.PostAsJsonAsync(
            "/api/identity/users",
            new
            {
                username,
                password = Password,
                displayName,
                roles = new[] { role },
                facilityIds = facilities,
            }
        );
        var id = (long)(await Expect.Json(HttpStatusCode.Created, answer))["id"]!;
        if (pin is not null)
        {
            await Expect.Status(HttpStatusCode.NoContent, await SetPin(id, pin));
        }
        return new Somebody(id, username, displayName);
    }

    public Task<HttpResponseMessage> SetPin(long person, string pin) =>
        Administrator.PutAsJsonAsync($"/api/identity/users/{person}/pin", new { pin });

    /// <summary>A tablet that an administrator made a station, and left.</summary>
    public async Task<(HttpClient Tablet, long Id, string Name)> GivenAStation(long? facility = null)
    {
        var name = NewName("Tableta ");
        var tablet = app.Anonymous();
        var boss = await GivenAPerson(role: "Administrator");
        await Expect.Status(HttpStatusCode.NoContent, await tablet.SignIn(boss.Username, Password));
        var id = await Make(tablet, name, facility);
        await Expect.Status(HttpStatusCode.NoContent, await tablet.DeleteAsync("/api/session"));
        return (tablet, id, name);
    }

    public static async Task<long> Make(HttpClient device, string name, long? facility = null) =>
        (long)
            (await Expect.Json(HttpStatusCode.Created, await device.PostAsJsonAsync(Stations, new { name, facilityId = facility })))["id"]!;

    public static async Task<JsonNode> Known(HttpClient tablet) =>
        await Expect.Json(HttpStatusCode.OK, await tablet.GetAsync("/api/session/station"));

    /// <summary>What a tablet seals when somebody types their PIN for a fact.</summary>
    public static async Task<string> Seal(HttpClient tablet, long person, string pin, string fact) =>
        Seal(
            (await Known(tablet))["key"]!,
            JsonSerializer.Serialize(
                new
                {
                    person,
                    pin,
                    fact,
                }
            )
        );

    public static string Seal(JsonNode key, string text)
    {
        using var rsa = RSA.Create(
            new RSAParameters
            {
                Modulus = Base64Url.DecodeFromChars((string)key["n"]!),
                Exponent = Base64Url.DecodeFromChars((string)key["e"]!),
            }
        );
        return Base64Url.EncodeToString(rsa.Encrypt(Encoding.UTF8.GetBytes(text), RSAEncryptionPadding.OaepSHA256));
    }

    /// <summary>Sends a fact with the box in which somebody signed it.</summary>
    public static Task<HttpResponseMessage> Send(HttpClient tablet, string url, JsonNode body, string fact, string? box)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", fact);
        if (box is not null)
        {
            request.Headers.Add("Faena-Person", box);
        }
        return tablet.SendAsync(request);
    }

    /// <summary>Somebody records at a tablet and signs with this PIN.</summary>
    public static async Task<HttpResponseMessage> Act(HttpClient tablet, Somebody who, string pin, string url, JsonNode body)
    {
        var fact = Guid.NewGuid().ToString();
        return await Send(tablet, url, body, fact, await Seal(tablet, who.Id, pin, fact));
    }
}
