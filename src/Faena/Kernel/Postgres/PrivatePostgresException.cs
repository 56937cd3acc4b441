namespace Faena.Kernel.Postgres;

/// <summary>The private cluster cannot run; the message tells the administrator what to do.</summary>
public sealed class PrivatePostgresException(string message, Exception? cause = null) : Exception(message, cause);
