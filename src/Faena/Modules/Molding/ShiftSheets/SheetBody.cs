using System.Text.Json;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.ShiftSheets;

/// <summary>A sheet as a body gives it, with every rule that can be told without the order and the other sheets.</summary>
internal static class SheetBody
{
    public const int MostRows = 48;
    private const int LongestEntry = 100;
    private const int LongestSheetNumber = 40;
    private const int LongestNote = 1_000;
    private const int LongestRowNote = 500;
    private const int LongestReason = 300;
    private const int MostDigits = 12;
    private const int MostCavities = 10_000;
    private const long LargestCounter = 999_999_999_999;
    private const long MostShots = 1_000_000_000;
    private const decimal LargestWeight = 1_000_000;

    // What people write for "the same as above".
    private static readonly string[] Dittos = ["\"", "''", "″", "〃", "”", "“", "ídem", "idem"];

    /// <param name="Cavidades">Null for as many as the order has.</param>
    public sealed record Given(Sheet Sheet, Guid? IdCliente, int? Cavidades, long? Version);

    public static Given Read(JsonElement body, FieldErrors errors)
    {
        var given = GivenObject.Of(body, errors);
        var date = given.Date("fecha");
        var shift = given.Word("turno", Shift.All);
        var start = TimeOf(given);
        var sheet = new Sheet
        {
            Maquina = given.Name("maquina", LongestEntry),
            Fecha = date,
            Turno = shift,
            HoraInicio = start,
            Inicio = Shift.StartOf(shift, date, start),
            ColadaInicial = given.Count("colada_inicial", LargestCounter),
            ColadaFinal = given.Count("colada_final", LargestCounter),
            DigitosContador = given.Whole("digitos_contador", 1, MostDigits),
            VueltaContador = given.Flag("vuelta_contador") ?? false,
            TiempoCiclo = given.Number("tiempo_ciclo", LargestWeight),
            TiempoEnfriamiento = given.Number("tiempo_enfriamiento", LargestWeight, positive: false),
            Hoja = given.Name("hoja", LongestSheetNumber, required: false) is { Length: > 0 } number ? number : null,
            MotivoCavidades = given.Name("motivo_cavidades", LongestReason, required: false),
            Observacion = given.Name("observacion", LongestNote, required: false),
            Detalles = RowsOf(given, shift, date, start),
        };
        sheet = WithShots(sheet, given);
        return new Given(sheet, IdOf(given), given.Whole("cavidades", 1, MostCavities), given.Version("version"));
    }

    private static Sheet WithShots(Sheet sheet, GivenObject given)
    {
        var errors = given.Errors;
        var hours = sheet.Detalles.Sum(r => r.Coladas);
        if (sheet.VueltaContador && sheet.DigitosContador is null && !given.Has("digitos_contador"))
        {
            errors.Add(given.PathOf("digitos_contador"), "rollover_needs_digits");
        }
        if (sheet.DigitosContador is { } digits)
        {
            var numbers = SheetCalculation.PowerOfTen(digits);
            errors
                .Require(sheet.ColadaInicial is null || sheet.ColadaInicial < numbers, given.PathOf("colada_inicial"), "counter_digits")
                .Require(sheet.ColadaFinal is null || sheet.ColadaFinal < numbers, given.PathOf("colada_final"), "counter_digits");
        }
        if (given.Has("colada_inicial") != given.Has("colada_final"))
        {
            errors.Add(given.PathOf(given.Has("colada_inicial") ? "colada_final" : "colada_inicial"), "counters_together");
            return sheet;
        }
        if (!given.Has("colada_inicial"))
        {
            errors.Require(given.Has("detalles") && sheet.Detalles.Count > 0, given.PathOf("colada_final"), "counters_or_hours");
            return sheet with { TotalColadas = hours, OrigenColadas = ShotSource.Hours };
        }
        if (sheet.ColadaInicial is not { } start || sheet.ColadaFinal is not { } end)
        {
            return sheet;
        }
        if (SheetCalculation.Counted(start, end, sheet.DigitosContador, sheet.VueltaContador) is { } shots)
        {
            return sheet with { TotalColadas = shots };
        }
        if (!sheet.VueltaContador)
        {
            errors.Add(
                given.PathOf("colada_final"),
                SheetWarning.CounterEndBeforeStart,
                new SheetWarning.Facts { Inicial = start, Final = end }
            );
        }
        return sheet;
    }

    private static IReadOnlyList<Sheet.Hour> RowsOf(GivenObject given, string shift, DateOnly date, TimeOnly start)
    {
        var rows = new List<Sheet.Hour>();
        foreach (var row in given.Items("detalles", MostRows))
        {
            // A line of the paper that nobody filled in.
            if (row.Names("coladas") && !row.Has("coladas") && !row.Has("merma_kg") && !row.Has("observacion"))
            {
                continue;
            }
            var above = rows.LastOrDefault();
            var text = row.Text("hora");
            var slot = text is null ? null : Slot.Parse(text);
            row.Errors.Require(slot is not null, row.PathOf("hora"), text is null ? "required" : "not_a_slot");
            var hour = new Sheet.Hour(
                Shift.At(shift, date, start, slot?.From ?? default),
                slot?.Minutes ?? 0,
                Carried(row.Name("maquinista", LongestEntry, required: false), above?.Maquinista),
                null,
                Carried(row.Name("color", LongestEntry, required: false), above?.Color),
                row.Count("coladas", MostShots, required: true) ?? 0,
                row.Name("observacion", LongestRowNote, required: false),
                row.Number("merma_kg", LargestWeight, positive: false) ?? 0,
                row.Name("color_merma", LongestEntry, required: false),
                row.Name("motivo_merma", LongestReason, required: false)
            );
            // Within a sheet the same hour twice is somebody's slip; the first one stands.
            if (slot is not null && rows.Exists(r => r.Minutos > 0 && Shift.Overlap(r.Span, hour.Span)))
            {
                row.Fault("hora", SheetWarning.ShiftOverlap, new SheetWarning.Facts { Franja = hour.Text });
            }
            rows.Add(hour);
        }
        return rows;
    }

    private static string Carried(string written, string? above) =>
        written.Length == 0 || Dittos.Contains(written, StringComparer.OrdinalIgnoreCase) ? above ?? "" : written;

    private static TimeOnly TimeOf(GivenObject given)
    {
        var text = given.Text("hora_inicio");
        var time = text is null ? null : Slot.TimeOf(text.Trim());
        given.Errors.Require(time is not null, given.PathOf("hora_inicio"), text is null ? "required" : "not_a_time");
        return time ?? default;
    }

    internal static Guid? IdOf(GivenObject given)
    {
        if (given.Text("id_cliente") is not { } text)
        {
            return null;
        }
        var isId = Guid.TryParse(text, out var id);
        given.Errors.Require(isId, given.PathOf("id_cliente"), "not_an_id");
        return isId ? id : null;
    }
}
