using Faena.Kernel.Languages;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Faena.Kernel.Http;

/// <summary>What the schema refuses is a 409 named after the constraint; anything else stays a 500.</summary>
public sealed class DbErrors : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // Text that PostgreSQL cannot hold, such as a zero character, is the caller's; no slice looks for it.
        if (
            exception is PostgresException
            {
                SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter
            }
        )
        {
            await Problem.With(StatusCodes.Status422UnprocessableEntity, "text_not_storable").ExecuteAsync(httpContext);
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
