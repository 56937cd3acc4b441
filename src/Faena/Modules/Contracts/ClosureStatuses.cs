namespace Faena.Modules.Contracts;

/// <summary>The documented ids of a month's closure (scope 5 of the status catalog).</summary>
public static class ClosureStatuses
{
    public const int Open = 1;
    public const int UnderReview = 2;
    public const int Closed = 3;
    public const int Invoiced = 4;
}
