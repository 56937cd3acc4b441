using Microsoft.AspNetCore.Components;

namespace Faena.Kernel.Ui.Fields;

/// <summary>What every field of a form has: its name on the wire, its label, help, and the place of its error.</summary>
public abstract class FieldBase : FaenaComponent
{
    /// <summary>The member's name in the JSON, also nested: <c>lines[0].quantity</c>. Errors come back under it.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Help { get; set; }

    [Parameter]
    public bool Required { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Only its screen reader label is kept; for filters whose meaning is plain.</summary>
    [Parameter]
    public bool HideLabel { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public Dictionary<string, object>? Attributes { get; set; }

    protected string Id => "f-" + string.Concat(Name.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
    internal string HelpId => $"{Id}-help";
    internal string ErrorId => $"{Id}-error";
    protected string DescribedBy => Help is null ? ErrorId : $"{HelpId} {ErrorId}";
}
