using System.Diagnostics;

namespace Faena.Kernel.Xlsx;

/// <summary>What the reading of one workbook has cost so far. It ends where that is too much, and where nobody waits for it any more.</summary>
internal sealed class XlsxEffort(XlsxLimits limits, CancellationToken ct)
{
    // Looking at the clock for every element would cost more than reading it.
    private const int Stride = 1_024;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private int elements;

    public XlsxLimits Limits => limits;

    public void CountElement(int depth)
    {
        if (++elements > limits.Elements || depth > limits.Depth)
        {
            throw XlsxRefusedException.TooComplex();
        }
        if (elements % Stride == 0)
        {
            CheckTime();
        }
    }

    public void CheckTime()
    {
        ct.ThrowIfCancellationRequested();
        if (clock.Elapsed > limits.Time)
        {
            throw XlsxRefusedException.TooComplex();
        }
    }
}
