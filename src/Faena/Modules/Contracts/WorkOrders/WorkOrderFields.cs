namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>What people write about a work order. A member that a request leaves out stays as it is; null clears it.</summary>
public record WorkOrderFields
{
    public string Tipo { get; init; } = WorkOrderKind.Initial;
    public string? OrdenTrabajo { get; init; }
    public long? OtPrincipal { get; init; }
    public int? NumReprogramacion { get; init; }
    public string? DescripcionTrabajo { get; init; }
    public DateOnly? FechaInicioProgramado { get; init; }
    public DateOnly? FechaTerminoProgramado { get; init; }
    public DateOnly? FechaInicioReal { get; init; }
    public DateOnly? FechaTerminoReal { get; init; }
    public long? IdEmbarcacion { get; init; }
    public long? IdPlataforma { get; init; }
    public long? IdPatio { get; init; }
    public long? IdIntercom { get; init; }
    public long? IdFrente { get; init; }
    public bool? RequierePatio { get; init; }
    public DateOnly? FechaInicioPatio { get; init; }
    public DateOnly? FechaFinPatio { get; init; }
    public long? IdCliente { get; init; }
    public long? IdResponsableProyecto { get; init; }
    public string? ResponsableCliente { get; init; }
    public string? OficioOt { get; init; }

    /// <summary>The folio of the proposal (PTE) the order comes from.</summary>
    public string? FolioPte { get; init; }
    public decimal? MontoMxn { get; init; }
    public decimal? MontoUsd { get; init; }

    /// <summary>Pesos per dollar for the homologated figures of this order.</summary>
    public decimal? TipoCambio { get; init; }
    public int? PlazoDias { get; init; }
    public int? IdEstatusOt { get; init; }
    public string? Comentario { get; init; }
}

/// <summary>The two kinds of work order, as the contract's documents call them.</summary>
public static class WorkOrderKind
{
    public const string Initial = "INICIAL";
    public const string Reprogrammed = "REPROGRAMACION";
}

/// <summary>The states of a work order that rules speak of; the others only have a name.</summary>
public static class WorkOrderStatus
{
    public const int Assigned = 5;
    public const int Finished = 10;
}
