using System.Text.Json.Serialization;
using Faena.Kernel.Http;

namespace Faena.Modules.Contracts.WorkOrders;

/// <summary>A stored work order with the names people know its sites and people by: one row of <c>contracts.v_work_order</c>.</summary>
public sealed record WorkOrder : WorkOrderFields
{
    public long Id { get; init; }
    public long IdFamilia { get; init; }

    /// <summary>False when the order was cancelled: it keeps everything and counts nowhere.</summary>
    public bool Activa { get; init; } = true;

    /// <summary>1 active, 0 cancelled: <see cref="Activa"/> as the documented table spells it.</summary>
    public int Estatus { get; init; } = 1;
    public string EstatusOt { get; init; } = "";
    public string EstatusEs { get; init; } = "";
    public string EstatusEn { get; init; } = "";
    public string? Embarcacion { get; init; }
    public string? Plataforma { get; init; }
    public string? Patio { get; init; }
    public string? Intercom { get; init; }
    public string? Cliente { get; init; }
    public string? ResponsableProyecto { get; init; }
    public string? ZonaHoraria { get; init; }
    public int Reprogramaciones { get; init; }
    public DateOnly? VigenciaInicio { get; init; }
    public DateOnly? VigenciaFin { get; init; }

    /// <summary>The end of the newest issue; earlier than <see cref="VigenciaFin"/> when a reprogramming shortened the work.</summary>
    public DateOnly? VigenciaFinUltima { get; init; }
    public DateOnly? VigenciaInicioPatio { get; init; }
    public DateOnly? VigenciaFinPatio { get; init; }

    /// <summary>Numbers the changes of this order; send it back (<c>If-Match</c> or member <c>version</c>) to notice another's.</summary>
    public long Version { get; init; }

    /// <summary>Every issue of the family that this person may see, the initial one first; only where one order is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WorkOrder>? Familia { get; init; }

    /// <summary>A later issue ends before an earlier one: the days of the earlier stay open, and people are warned.</summary>
    public bool VigenciaSeAcorta => VigenciaFinUltima < VigenciaFin;

    [JsonIgnore]
    public bool IsInitial => Tipo == WorkOrderKind.Initial;

    [JsonIgnore]
    public Tag Tag => new(Version);

    internal IEnumerable<long> Sites => new[] { IdEmbarcacion, IdPlataforma, IdPatio, IdIntercom }.OfType<long>();

    internal bool IsVisibleTo(long[]? siteLimit) => siteLimit is null || Sites.Any(siteLimit.Contains);
}
