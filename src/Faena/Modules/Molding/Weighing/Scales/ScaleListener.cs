using System.Text;

namespace Faena.Modules.Molding.Weighing.Scales;

/// <summary>
/// Makes readings of the text a scale sends, wherever in it one begins to listen. What stands before the first line end may be the rest
/// of a weight; once the scale has flagged one, a line without flag has lost its beginning; and a gross weight waits for the next line
/// that is weighed, because some scales say gross, net and tare in turn and the net is what counts.
/// </summary>
public sealed class ScaleListener
{
    // Longer than any frame; a stream without line ends is no scale.
    private const int LongestLine = 200;

    private readonly StringBuilder line = new();
    private bool fromItsStart;
    private bool flags;
    private ScaleReading? gross;

    public IEnumerable<ScaleReading> Take(string piece)
    {
        foreach (var letter in piece)
        {
            if (letter is not ('\r' or '\n'))
            {
                Append(letter);
                continue;
            }
            var frame = fromItsStart ? ScaleFrame.Read(line.ToString()) : null;
            fromItsStart = true;
            line.Clear();
            if (frame is not null && Counts(frame) is { } reading)
            {
                yield return reading;
            }
        }
    }

    /// <summary>The gross weight that still waits for a net one, where none came.</summary>
    public ScaleReading? TakeGross()
    {
        var taken = gross;
        gross = null;
        return taken;
    }

    public bool HoldsGross => gross is not null;

    private void Append(char letter)
    {
        line.Append(letter);
        if (line.Length > LongestLine)
        {
            line.Clear();
            fromItsStart = false;
        }
    }

    /// <summary>What is known now that this frame has come.</summary>
    private ScaleReading? Counts(ScaleFrame frame)
    {
        flags |= frame.IsFlagged;
        if (frame.Weight == Weight.Tare || (flags && !frame.IsFlagged))
        {
            return null;
        }
        var before = TakeGross();
        if (frame.Weight != Weight.Gross)
        {
            return frame.Reading;
        }
        gross = frame.Reading;
        return before;
    }
}
