using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Modules.Identity.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Identity.Tokens;

/// <summary>Gives an integration a token of its own. This answer is the only place where it can be read.</summary>
internal static class IssueToken
{
    public static void Map(IEndpointRouteBuilder tokens) =>
        tokens
            .MapPost("", Handle)
            .Needs("identity.manage")
            .Of(Scope.AllSites, Scope.AllFacilities)
            .Refuses(409, "token_name_taken")
            .Refuses(422);

    public sealed record Request(string? Name, IReadOnlyList<string?>? Roles);

    public sealed record Response(long Id, string Token);

    private static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        Request request,
        Db db,
        CurrentUser user,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var name = request.Name?.Trim() ?? "";
        var errors = new FieldErrors().Require(name.Length is > 0 and <= 100, "name", "token_name_length");
        await using var work = await db.Begin(ct);
        await KnownRoles.Check(errors, request.Roles, work);
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }

        // The prefix lets people and secret scanners see what it is.
        var token = "faena_" + Secret.New();
        var id = await work.One<long>(
            IssueSql,
            new
            {
                name,
                hash = Secret.HashOf(token),
                now = clock.GetUtcNow(),
                by = user.Name,
                request.Roles,
            }
        );
        await work.Commit();
        return TypedResults.Created($"/api/identity/tokens/{id}", new Response(id, token));
    }

    private const string IssueSql = """
        WITH token AS (
            INSERT INTO identity.tokens (name, token_hash, created_at, created_by) VALUES (@name, @hash, @now, @by) RETURNING id
        ), roles AS (
            INSERT INTO identity.token_roles (token_id, role) SELECT DISTINCT id, unnest(@Roles::text[]) FROM token
        )
        SELECT id FROM token
        """;
}
