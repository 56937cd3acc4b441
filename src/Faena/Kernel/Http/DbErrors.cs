using System.Globalization;
using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Faena.Kernel.Http;

/// <summary>
/// What the schema refuses is a 409 named after the constraint, and a database that is not there a 503; anything else stays a 500.
/// </summary>
public sealed class DbErrors(ILogger<DbErrors> log) : IExceptionHandler
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Unavailable.Is(exception))
        {
            log.LogError("Not available: {Reason}", exception.Message);
            httpContext.Response.Headers.RetryAfter = TryAgainAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            await Problem.With(StatusCodes.Status503ServiceUnavailable, Unavailable.Code).ExecuteAsync(httpContext);
            return true;
        }
        // Text that PostgreSQL cannot hold is refused where a request comes in; what slipped through is still the caller's.
        if (
            exception is PostgresException
            {
                SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter
            }
        )
        {
            await Problem.With(StatusCodes.Status422UnprocessableEntity, StorableText.Code).ExecuteAsync(httpContext);
            return true;
        }
        if (CodeOf(exception, httpContext.RequestServices.GetRequiredService<TextCatalog>()) is not { } code)
        {
            return false;
        }
        await Problem.Conflict(code).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>The refusal that the schema means; null for what is our own mistake, such as a constraint nobody wrote a text for.</summary>
    public static string? CodeOf(Exception exception, TextCatalog texts) =>
        exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.CardinalityViolation } => "row_repeated",
            PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => "try_again",
            PostgresException { ConstraintName: { } constraint } when texts.HasError(constraint) => constraint,
            _ => null,
        };
}
