namespace Faena.Modules.Molding.Weighing.Scales;

/// <summary>A scale that says, line after line, what it shows. Whatever stands behind it: a serial port, a network port, an invented one.</summary>
public interface IScaleReader
{
    IAsyncEnumerable<ScaleReading> Read(CancellationToken ct);
}
