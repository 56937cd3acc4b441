using System.Text.Json;
using Faena.Kernel.Http;
using Faena.Kernel.OpenApi;

namespace Faena.Modules.Contracts.ProductionGrid;

/// <summary>
/// A month sheet as our own page reads it, whole or only what changed: only what there is travels, and every quantity is decimal text, so
/// that the browser never makes a binary float of it.
/// </summary>
public static class MonthJson
{
    public sealed record Order(long Familia, string Ot, bool Activa, bool MesCerrado, string Archivo, string TipoCambio);

    /// <param name="Celdas">Of each cell its day, volume and version.</param>
    /// <param name="Otras">Of each other cell that counts in the pool its day, time type, site and volume.</param>
    /// <param name="Plan">Of each planned day its number and volume.</param>
    public sealed record Line(
        long Id,
        string Anexo,
        string Codigo,
        string Concepto,
        string Unidad,
        string Autorizado,
        long Pool,
        string PoolVolumen,
        string Inicial,
        string PuMn,
        string PuUsd,
        string Acumulado,
        string MontoMn,
        string MontoUsd,
        bool Cuenta,
        [property: Sometimes] bool Arrastrada,
        IReadOnlyList<IReadOnlyList<JsonElement>> Celdas,
        [property: Sometimes] IReadOnlyList<IReadOnlyList<JsonElement>> Otras,
        [property: Sometimes] IReadOnlyList<int> Probados,
        [property: Sometimes] IReadOnlyList<IReadOnlyList<JsonElement>> Plan
    );

    public sealed record Totals(Amount Aut, Amount Ejec, Amount Acum, Amount EjecFamilia, Amount Resta);

    public sealed record Amount(string Mn, string Usd, string Homologado);

    /// <summary>Writes the members of <see cref="ShowMonth.Response"/>, of these lines only.</summary>
    public static void Write(Utf8JsonWriter json, MonthSheet sheet, IEnumerable<SheetLine> lines, bool minimum)
    {
        var head = sheet.Head;
        json.WriteNumber("version", head.Version);
        json.WriteStartObject("orden");
        json.WriteNumber("familia", head.FamilyId);
        json.WriteString("ot", head.OrderNumber);
        json.WriteBoolean("activa", head.Active);
        json.WriteBoolean("mes_cerrado", head.MonthIsClosed);
        json.WriteString("archivo", head.Link);
        json.WriteText("tipo_cambio", head.Rate);
        json.WriteEndObject();
        WriteDays(json, "dias_bloqueados", sheet.BlockedDays());
        WriteDays(json, "dias_cerrados", head.ClosedDays);
        json.WriteStartArray("lineas");
        foreach (var line in lines)
        {
            WriteLine(json, sheet, line, minimum);
        }
        json.WriteEndArray();
        WriteTotals(json, sheet);
    }

    private static void WriteLine(Utf8JsonWriter json, MonthSheet sheet, SheetLine line, bool minimum)
    {
        var executed = sheet.Executed(line);
        json.WriteStartObject();
        json.WriteNumber("id", line.Id);
        json.WriteString("anexo", line.AnnexKey);
        json.WriteString("codigo", line.Code);
        json.WriteString("concepto", line.Concept);
        json.WriteString("unidad", line.Unit);
        json.WriteText("autorizado", line.Authorised);
        json.WriteNumber("pool", line.PoolId);
        json.WriteText("pool_volumen", line.PoolVolume);
        json.WriteText("inicial", line.Opening);
        json.WriteText("pu_mn", line.PriceMxn);
        json.WriteText("pu_usd", line.PriceUsd);
        json.WriteText("acumulado", sheet.CellsHere(line).Sum(c => c.Volume));
        json.WriteText("monto_mn", executed.Mxn);
        json.WriteText("monto_usd", executed.Usd);
        json.WriteBoolean("cuenta", line.CountsInAuthorised);
        if (line.CarriedOver)
        {
            json.WriteBoolean("arrastrada", true);
        }
        WriteCells(json, sheet, line, minimum);
        if (line.Proofs.Count > 0)
        {
            WriteDays(json, "probados", line.Proofs.Keys);
        }
        if (line.Planned.Count > 0)
        {
            json.WriteStartArray("plan");
            foreach (var (day, volume) in line.Planned)
            {
                json.WriteStartArray();
                json.WriteNumberValue(day);
                json.WriteTextValue(volume);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    /// <summary><c>celdas</c>: [day, volume, version]. <c>otras</c>, what else counts in the pool: [day, type, site, volume].</summary>
    private static void WriteCells(Utf8JsonWriter json, MonthSheet sheet, SheetLine line, bool minimum)
    {
        json.WriteStartArray("celdas");
        var others = 0;
        foreach (var cell in line.Cells)
        {
            if (cell.Site != sheet.Site || cell.Minimum != minimum)
            {
                others++;
                continue;
            }
            json.WriteStartArray();
            json.WriteNumberValue(cell.Day);
            json.WriteTextValue(cell.Volume);
            json.WriteNumberValue(cell.Version);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        if (others == 0)
        {
            return;
        }
        json.WriteStartArray("otras");
        foreach (var cell in line.Cells)
        {
            if (cell.Site == sheet.Site && cell.Minimum == minimum)
            {
                continue;
            }
            json.WriteStartArray();
            json.WriteNumberValue(cell.Day);
            json.WriteStringValue(TimeTypes.NameOf(cell.Minimum));
            json.WriteNumberValue(cell.Site);
            json.WriteTextValue(cell.Volume);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void WriteTotals(Utf8JsonWriter json, MonthSheet sheet)
    {
        var totals = sheet.Totals();
        json.WriteStartObject("totales");
        Write("aut", totals.Authorised);
        Write("ejec", totals.Executed);
        Write("acum", totals.Before);
        Write("ejec_familia", totals.ExecutedByFamily);
        Write("resta", totals.Left);
        json.WriteEndObject();

        void Write(string name, Money money)
        {
            json.WriteStartObject(name);
            json.WriteText("mn", money.Mxn);
            json.WriteText("usd", money.Usd);
            json.WriteText("homologado", money.Homologated(sheet.Head.Rate));
            json.WriteEndObject();
        }
    }

    private static void WriteDays(Utf8JsonWriter json, string name, IEnumerable<int> days)
    {
        json.WriteStartArray(name);
        foreach (var day in days)
        {
            json.WriteNumberValue(day);
        }
        json.WriteEndArray();
    }
}
