namespace Faena.Kernel.Ui;

/// <summary>What a colour means. It never stands without a word and an icon.</summary>
public enum Tone
{
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
    Dark,
}

public static class Tones
{
    public static string Css(this Tone tone) => tone.ToString().ToLowerInvariant();

    public static string Icon(this Tone tone) =>
        tone switch
        {
            Tone.Success => "circle-check",
            Tone.Warning => "alert-triangle",
            Tone.Danger => "alert-circle",
            Tone.Dark => "circle-x",
            Tone.Info => "info-circle",
            _ => "circle",
        };
}
