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
        var code = exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.CardinalityViolation } => "row_repeated",
            PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => "try_again",
            PostgresException { ConstraintName: { } constraint } => constraint,
            _ => null,
        };
        if (code is null)
        {
            return false;
        }
        // A constraint nobody wrote a text for is still our mistake, not the caller's.
        if (!httpContext.RequestServices.GetRequiredService<TextCatalog>().HasError(code))
        {
            return false;
        }
        await Problem.Conflict(code).ExecuteAsync(httpContext);
        return true;
    }
}
