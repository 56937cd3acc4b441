using Microsoft.AspNetCore.Components;

namespace Faena.Kernel.Ui;

/// <summary>A layout with what every component has.</summary>
public abstract class FaenaLayout : FaenaComponent
{
    [Parameter]
    public RenderFragment? Body { get; set; }
}
