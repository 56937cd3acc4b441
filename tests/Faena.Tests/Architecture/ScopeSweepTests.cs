using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Faena.Kernel.Access;
using Faena.Kernel.Http;
using Faena.Kernel.Live;
using Faena.Tests.Modules.Contracts;
using Faena.Tests.Modules.Downtime;
using Faena.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Faena.Tests.Architecture;

/// <summary>
/// Somebody with every right, limited to one site and one facility, tries every route with the ids of what stands elsewhere.
/// </summary>
public class ScopeSweepTests(ScopeSweepTests.World world) : IClassFixture<ScopeSweepTests.World>
{
    [Fact]
    public void Every_route_says_which_places_its_calls_touch() =>
        Assert.Empty(SweptRoute.Of(world).Where(r => r.Rule != AccessRule.Anyone && r.Scope is null));

    [Fact]
    public async Task Nobody_reaches_what_stands_beyond_their_places()
    {
        var open = new List<string>();
        foreach (var route in SweptRoute.Of(world).Where(r => r.Scope is { Scopes.Count: > 0 }))
        {
            foreach (var beyond in route.Scope!.Scopes)
            {
                foreach (var (how, request) in world.CallsBeyond(route, beyond))
                {
                    var answer = await world.LimitedBy(beyond).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                    var said = $"{(int)answer.StatusCode} {(await Code(answer))}";
                    var expected = beyond.Kind.Beyond is { } code ? $"403 {code}" : $"404 {beyond.Kind.Unknown}";
                    if (said != expected)
                    {
                        open.Add($"{route} by {beyond.Kind.Name} at {beyond.At} {how}: {said} instead of {expected}");
                    }
                }
            }
        }

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("/api/downtime/board?facilityId=x", "facilityId")]
    [InlineData("/api/produccion/ots_por_sitio_grid?mes=3&anio=2026&id_sitio=1.0", "id_sitio")]
    [InlineData("/api/produccion/ots_por_sitio_grid?mes=3&anio=2026&id_sitio=99999999999999999999", "id_sitio")]
    public async Task What_should_be_an_id_and_is_none_passes_nobody_and_is_named(string address, string field)
    {
        var answer = await world.Limited.GetAsync(address);

        Assert.True((int)answer.StatusCode is 400 or 422, $"{answer.StatusCode}");
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity)
        {
            Assert.Contains($"\"{field}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_that_stands_elsewhere_is_in_what_a_limited_person_reads()
    {
        var (told, toldToAll) = (new List<string>(), 0);
        foreach (var route in SweptRoute.Of(world).Where(r => r is { Method: "GET", IsStream: false } && r.Rule != AccessRule.Anyone))
        {
            if (await Read(world.Limited, route) is { } found)
            {
                told.Add($"{route} tells of {found}");
            }
            toldToAll += await Read(world.Unlimited, route) is null ? 0 : 1;
        }

        Assert.Empty(told);
        Assert.True(toldToAll > 5, "what is hidden from a limited person is shown to nobody else either: the sweep sees nothing");
    }

    [Fact]
    public async Task A_limited_person_hears_only_of_what_is_within_reach()
    {
        foreach (var topic in world.Services.GetServices<LiveTopic>().Where(t => t.Kind is not null))
        {
            var example = world.Examples[topic.Kind!.Name];

            var here = await Listen($"{topic.Prefix}:{example.Within}:2026-03");
            var there = await Listen($"{topic.Prefix}:{example.Beyond}:2026-03");

            await Expect.Status(HttpStatusCode.OK, here.StatusCode == HttpStatusCode.OK ? new HttpResponseMessage() : here);
            Assert.Contains(there.StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
        }
        await Expect.Refusal(HttpStatusCode.Forbidden, "not_allowed", await Listen("contracts:anything-else"));
    }

    private Task<HttpResponseMessage> Listen(string topic) =>
        world.Limited.GetAsync($"/api/live?topics={topic}", HttpCompletionOption.ResponseHeadersRead);

    private static async Task<string?> Code(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]
            : null;

    /// <summary>The secret that an answer gives away; null where it keeps them all.</summary>
    private async Task<string?> Read(HttpClient who, SweptRoute route)
    {
        var answer = await who.GetAsync(route.Address() + world.QueryWithin(route));
        var body = await answer.Content.ReadAsByteArrayAsync();
        var text = IsZip(body) ? Unzipped(body) : System.Text.Encoding.UTF8.GetString(body);
        return world.Secrets.FirstOrDefault(secret => text.Contains(secret, StringComparison.Ordinal));
    }

    private static bool IsZip(byte[] body) => body is [(byte)'P', (byte)'K', ..];

    private static string Unzipped(byte[] body)
    {
        using var zip = new ZipArchive(new MemoryStream(body));
        return string.Concat(zip.Entries.Select(entry => new StreamReader(entry.Open()).ReadToEnd()));
    }

    /// <summary>Two plants and two sites, each with one of everything; the limited person has the second of each.</summary>
    public sealed class World : TestApp, IAsyncLifetime
    {
        private static readonly string[] EveryRole =
        [
            "Administrator",
            "Field",
            "Reviewer",
            "Billing",
            "Supervisor",
            "Operator",
            "Planner",
            "Molding",
            "Auditor",
        ];

        public sealed record Example(long Beyond, long Within);

        public Dictionary<string, Example> Examples { get; } = [];

        /// <summary>Words that stand only in what belongs elsewhere.</summary>
        public List<string> Secrets { get; } = [];

        public HttpClient Limited => SignedInAs(EveryRole, [Examples["site"].Within], Examples["facility"].Within);

        /// <summary>Somebody whom no other scope than this one can refuse.</summary>
        internal HttpClient LimitedBy(Scope scope) =>
            scope.At.Length > 0 ? Limited
            : scope == Scope.AllSites ? SignedInAs(EveryRole, [Examples["site"].Within])
            : SignedInAs(EveryRole, [], Examples["facility"].Within);

        public HttpClient Unlimited => SignedInAs(EveryRole);

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            var (there, here) = (await OneOfEverything("THERE"), await OneOfEverything("HERE"));
            foreach (var (kind, id) in there)
            {
                Examples[kind] = new Example(id, here[kind]);
            }
            Secrets.AddRange(
                await Rows<string>(
                    """
                    SELECT orden_trabajo FROM contracts.ot WHERE id = @order
                    UNION ALL SELECT name FROM catalog.line WHERE id = @line
                    UNION ALL SELECT note FROM downtime.event WHERE id = @stop
                    """,
                    new
                    {
                        order = there["order"],
                        line = there["line"],
                        stop = there["stop"],
                    }
                )
            );
        }

        private async Task<Dictionary<string, long>> OneOfEverything(string where)
        {
            var (contracts, floor) = (new ContractsWorld(this), new FloorSteps(this));
            var site = await contracts.GivenASite();
            var order = await contracts.GivenAnOrder(site, start: "2026-01-01", end: "2026-12-31");
            var facility = await floor.GivenAFacility();
            var line = await floor.GivenALine(facility);
            var stop = FloorSteps.Stop(line, Time.GetUtcNow().AddMinutes(-5).ToString("O"));
            stop["note"] = $"the secret of {where}";
            return new Dictionary<string, long>(StringComparer.Ordinal)
            {
                ["site"] = site,
                ["order"] = order,
                ["family"] = order,
                ["facility"] = facility,
                ["line"] = line,
                ["shift"] = FloorSteps.IdOf(
                    await Expect.Json(HttpStatusCode.OK, await floor.CreateShift(facility, "MS", "06:00", "14:00"))
                ),
                ["stop"] = FloorSteps.IdOf(await FloorSteps.Recorded(floor.Operator, stop)),
                ["person"] = await Scalar<long>(
                    """
                    WITH person AS (INSERT INTO identity.users (username, display_name) VALUES (@where, @where) RETURNING id),
                    sites AS (INSERT INTO identity.user_sites (user_id, site_id) SELECT id, @site FROM person),
                    facilities AS (INSERT INTO identity.user_facilities (user_id, facility_id) SELECT id, @facility FROM person)
                    SELECT id FROM person
                    """,
                    new
                    {
                        where,
                        site,
                        facility,
                    }
                ),
                ["station"] = await Scalar<long>(
                    """
                    INSERT INTO identity.stations (name, facility_id, token_hash, created_at, created_by)
                    VALUES (@where, @facility, sha256(@where::bytea), now(), 'test') RETURNING id
                    """,
                    new { where, facility }
                ),
            };
        }

        /// <summary>The query that names what is within reach, so that a list has something to be about.</summary>
        internal string QueryWithin(SweptRoute route) => Query(route, IdsOf(route, beyond: null));

        /// <summary>Calls whose ids are all within reach but those of one scope.</summary>
        internal IEnumerable<(string How, HttpRequestMessage Request)> CallsBeyond(SweptRoute route, Scope beyond)
        {
            var ids = IdsOf(route, beyond);
            yield return ("with a foreign id", Request(route, ids, emptyAt: null));
            if (beyond.At.Length > 0 && beyond.At[0] != '$')
            {
                // The framework reads over blanks, and so must whoever watches it.
                yield return ("with blanks around a foreign id", Request(route, ids, emptyAt: null, around: "%20"));
            }
            if (beyond.At.Length > 0 && beyond.Kind.WithoutId == Missing.IsRefusedIfEmpty)
            {
                yield return ("with an empty list", Request(route, ids, emptyAt: beyond.At));
            }
            if (beyond.At.Length > 0 && beyond.Kind.WithoutId == Missing.IsRefused)
            {
                ids.Remove(beyond.At);
                yield return ("without an id", Request(route, ids, emptyAt: null));
            }
        }

        private Dictionary<string, long> IdsOf(SweptRoute route, Scope? beyond) =>
            (route.Scope?.Scopes ?? [])
                .Where(s => s.At.Length > 0)
                .ToDictionary(
                    s => s.At,
                    s => s == beyond ? Examples[s.Kind.Name].Beyond : Examples[s.Kind.Name].Within,
                    StringComparer.Ordinal
                );

        private static HttpRequestMessage Request(SweptRoute route, Dictionary<string, long> ids, string? emptyAt, string around = "")
        {
            var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Address(ids, around) + Query(route, ids, around));
            var inBody = ids.Where(id => id.Key.StartsWith("$.", StringComparison.Ordinal)).ToList();
            if (route.Accepts?.ContentTypes is ["multipart/form-data"])
            {
                var form = new MultipartFormDataContent();
                inBody.ForEach(id => form.Add(new StringContent($"{id.Value}"), id.Key[2..]));
                form.Add(new StringContent("x"), "x");
                request.Content = form;
            }
            else if (route.Accepts is not null)
            {
                var body = new JsonObject();
                inBody.ForEach(id => Put(body, id.Key[2..].Split('.'), id.Key == emptyAt ? null : id.Value, route.Accepts.RequestType));
                request.Content = JsonContent.Create(body);
            }
            return request;
        }

        private static string Query(SweptRoute route, Dictionary<string, long> ids, string around = "")
        {
            var asked = ids.Where(id => id.Key.Length > 0 && id.Key[0] != '$' && !route.HasPlace(id.Key))
                .Select(id => $"{id.Key}={around}{id.Value}{around}");
            return "?" + string.Join('&', asked.Append("mes=3&anio=2026&productionDate=2026-03-01&from=2026-03-01&to=2026-03-02"));
        }

        private static void Put(JsonObject body, ReadOnlySpan<string> path, long? id, Type? type)
        {
            var each = path[0].EndsWith("[*]", StringComparison.Ordinal);
            var name = each ? path[0][..^3] : path[0];
            if (path.Length == 1)
            {
                body[name] = IsList(type, name) ? (id is null ? new JsonArray() : new JsonArray(id)) : id;
                return;
            }
            var inner = new JsonObject();
            body[name] = each ? new JsonArray(inner) : inner;
            Put(inner, path[1..], id, null);
        }

        private static bool IsList(Type? type, string name) =>
            type is not null
            && Json.Options.GetTypeInfo(type).Properties.FirstOrDefault(p => p.Name == name)?.PropertyType is { } member
            && member.IsAssignableTo(typeof(IEnumerable<long>));
    }
}
