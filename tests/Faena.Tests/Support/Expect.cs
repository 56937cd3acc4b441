using System.Net;
using System.Text.Json.Nodes;

namespace Faena.Tests.Support;

/// <summary>Checks an answer; a failure shows the whole of it.</summary>
public static class Expect
{
    public static async Task Status(HttpStatusCode expected, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(
            response.StatusCode == expected,
            $"expected {(int)expected}, got {(int)response.StatusCode} from {response.RequestMessage?.Method} {response.RequestMessage?.RequestUri}: {body}"
        );
    }

    /// <summary>The answer's JSON, once its status is the expected one.</summary>
    public static async Task<JsonNode> Json(HttpStatusCode expected, HttpResponseMessage response)
    {
        await Status(expected, response);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The refusal, once its status and code are the expected ones.</summary>
    public static async Task<JsonNode> Refusal(HttpStatusCode expected, string code, HttpResponseMessage response)
    {
        var problem = await Json(expected, response);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (string?)problem["code"]);
        return problem;
    }

    /// <summary>The refusal of a member that is of another JSON type than asked for, once it names the path.</summary>
    public static async Task WrongType(string path, HttpResponseMessage response)
    {
        var problem = await BadField(path, response);
        Assert.Equal($$"""{"{{path}}":["wrong_type"]}""", problem["codes"]?.ToJsonString());
    }

    /// <summary>The refusal of bad fields, once it names the path.</summary>
    public static async Task<JsonNode> BadField(string path, HttpResponseMessage response)
    {
        var problem = await Refusal(HttpStatusCode.UnprocessableEntity, "invalid_fields", response);
        Assert.True(problem["errors"]?[path] is not null, $"no error at {path}: {problem}");
        return problem;
    }
}
