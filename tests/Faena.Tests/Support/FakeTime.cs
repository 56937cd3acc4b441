namespace Faena.Tests.Support;

/// <summary>The real clock, which a test may put ahead for a while.</summary>
public sealed class FakeTime : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    /// <summary>Puts the clock ahead until the result is disposed, so that tests of one class do not meet in the future.</summary>
    public IDisposable Ahead(TimeSpan by)
    {
        ahead += by;
        return new Back(() => ahead -= by);
    }

    private sealed class Back(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
