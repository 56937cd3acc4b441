using System.Text.Json.Serialization;
using Faena.Kernel.Languages;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>Something that looks wrong on a sheet, said while it is saved and kept with it.</summary>
public sealed record SheetWarning(string Code, SheetWarning.Facts Datos)
{
    public const string CounterEndBeforeStart = "COUNTER_END_BEFORE_START";
    public const string CounterUnchanged = "COUNTER_UNCHANGED";
    public const string CounterGap = "COUNTER_GAP";
    public const string HoursCounterMismatch = "HOURS_COUNTER_MISMATCH";
    public const string RateImplausible = "RATE_IMPLAUSIBLE";
    public const string ShiftOverlap = "SHIFT_OVERLAP";
    public const string SlotOutsideShift = "SLOT_OUTSIDE_SHIFT";
    public const string ShiftTooLong = "SHIFT_TOO_LONG";
    public const string PeriodClosed = "PERIOD_CLOSED";
    public const string ColourNotInOrder = "COLOUR_NOT_IN_ORDER";

    /// <summary>The numbers of a warning or refusal; its text is written when somebody reads it, in their language.</summary>
    public sealed record Facts
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public long? Horas { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public long? Contador { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public long? Diferencia { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public decimal? Tolerancia { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public long? Inicial { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public long? Final { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public long? Coladas { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public decimal? Limite { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Fila { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Franja { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Color { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DateOnly? Desde { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DateOnly? Hasta { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public long? IdRegistro { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? NumeroOp { get; init; }
    }

    /// <summary>As an answer carries it.</summary>
    public sealed record Said(string Code, string Detalle, Facts Datos);

    public Said In(Texts texts) => new(Code, texts.Error(Code, Datos), Datos);
}
