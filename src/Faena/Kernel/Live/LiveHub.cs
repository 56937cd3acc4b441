using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Faena.Kernel.Live;

/// <summary>Hands each change to the listeners of its topic on this node.</summary>
public sealed class LiveHub
{
    // A browser that reads too slowly misses old notes, never new ones, and never holds up anybody else.
    private const int NotesAhead = 256;

    private readonly ConcurrentDictionary<Listener, byte> listeners = new();

    public Listener Listen(IReadOnlySet<string> topics)
    {
        var listener = new Listener(topics, this);
        listeners.TryAdd(listener, 0);
        return listener;
    }

    public void Publish(Change change)
    {
        foreach (var listener in listeners.Keys)
        {
            listener.Offer(change);
        }
    }

    /// <summary>Ends every stream, so that the browsers connect anew and read again what they may have missed.</summary>
    public void Disconnect()
    {
        foreach (var listener in listeners.Keys)
        {
            listener.Dispose();
        }
    }

    public sealed class Listener(IReadOnlySet<string> topics, LiveHub hub) : IDisposable
    {
        private readonly Channel<Change> notes = Channel.CreateBounded<Change>(
            new BoundedChannelOptions(NotesAhead) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
        );

        public ChannelReader<Change> Notes => notes.Reader;

        internal void Offer(Change change)
        {
            if (topics.Contains(change.Topic))
            {
                notes.Writer.TryWrite(change);
            }
        }

        public void Dispose()
        {
            hub.listeners.TryRemove(this, out _);
            notes.Writer.TryComplete();
        }
    }
}
