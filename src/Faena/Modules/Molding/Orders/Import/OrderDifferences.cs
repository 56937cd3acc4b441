using System.Globalization;
using Faena.Kernel.Http;
using Faena.Kernel.Languages;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>One field that a sheet would change. Decimals and dates are invariant; what is not there is null.</summary>
/// <param name="Campo">Its path in the order's body.</param>
/// <param name="Lote">The colour of the lot it is in; empty in the order itself.</param>
/// <param name="Clase">numero, fecha or texto: how to show it.</param>
public sealed record Difference(string Campo, string Nombre, string Lote, string Clase, string? Antes, string? Despues);

/// <summary>What makes one order another, field by field. Lots are told apart by their colour, recipe lines by their name.</summary>
internal sealed class OrderDifferences
{
    private const string Number = "numero";
    private const string Moment = "fecha";
    private const string Word = "texto";

    private readonly Texts texts;
    private readonly List<Difference> found = [];

    private OrderDifferences(Texts texts) => this.texts = texts;

    public static IReadOnlyList<Difference> Between(Order before, Order after, Texts texts)
    {
        var differences = new OrderDifferences(texts);
        differences.Fields(before, after);
        foreach (var (old, now, at) in Aligned(before.Lotes, after.Lotes, l => l.Color))
        {
            differences.Lot(old, now, at);
        }
        return differences.found;
    }

    private void Fields(Order before, Order after)
    {
        Add("producto", Word, before.Producto, after.Producto);
        Add("molde", Word, before.Molde, after.Molde);
        Add("maquina", Word, before.Maquina, after.Maquina);
        Add("tipo_orden", Word, texts[$"molding.strategy.{before.TipoOrden}"], texts[$"molding.strategy.{after.TipoOrden}"]);
        Add("fecha_inicio", Moment, Of(before.FechaInicio), Of(after.FechaInicio));
        Add("tiempo_ciclo", Number, Of(before.TiempoCiclo), Of(after.TiempoCiclo));
        Add("peso_unitario", Number, Of(before.PesoUnitario), Of(after.PesoUnitario));
        Add("cavidades", Number, Of(before.Cavidades), Of(after.Cavidades));
        Add("peso_tiro", Number, Of(before.PesoTiro), Of(after.PesoTiro));
        Add("horas_turno", Number, Of(before.HorasTurno), Of(after.HorasTurno));
        Add("meta_kg", Number, Of(before.MetaKg), Of(after.MetaKg));
        Add("meta_docenas", Number, Of(before.MetaDocenas), Of(after.MetaDocenas));
        Add("base_tiempo", Word, texts[$"molding.basis.{before.BaseTiempo}"], texts[$"molding.basis.{after.BaseTiempo}"]);
        Add("calendario", Word, texts[$"molding.week.{before.Calendario}"], texts[$"molding.week.{after.Calendario}"]);
    }

    private void Lot(Order.Lot? before, Order.Lot? after, int at)
    {
        var (path, color) = ($"lotes[{at}]", (after ?? before)!.Color);
        Add($"{path}.color", texts["molding.diff.lot"], color, Word, before?.Color, after?.Color);
        Add($"{path}.stock_kg", texts["molding.lot_kg.STOCK"], color, Number, Of(before?.StockKg), Of(after?.StockKg));
        Add($"{path}.personas", texts["molding.field.personas"], color, Number, Of(before?.Personas), Of(after?.Personas));
        foreach (var (old, now, i) in Aligned(before?.Materiales ?? [], after?.Materiales ?? [], m => m.Nombre))
        {
            var name = texts["molding.diff.material", new { nombre = (now ?? old)!.Nombre }];
            Add($"{path}.materiales[{i}]", name, color, Word, ShareOf(old), ShareOf(now), NameOf(old?.Nombre, now?.Nombre));
        }
        foreach (var (old, now, i) in Aligned(before?.Pigmentos ?? [], after?.Pigmentos ?? [], p => p.Nombre))
        {
            var name = texts["molding.diff.colorant", new { nombre = (now ?? old)!.Nombre }];
            Add($"{path}.pigmentos[{i}]", name, color, Word, DoseOf(old), DoseOf(now), NameOf(old?.Nombre, now?.Nombre));
        }
    }

    private void Add(string field, string kind, string? before, string? after) =>
        Add(field, texts[$"molding.field.{field}"], "", kind, before, after);

    /// <param name="names">The names of a recipe line whose name changed; then they belong to what is shown.</param>
    private void Add(
        string path,
        string name,
        string lot,
        string kind,
        string? before,
        string? after,
        (string Old, string New)? names = null
    )
    {
        var (old, now) = names is { } both ? ($"{both.Old} {before}", $"{both.New} {after}") : (before, after);
        if (old != now)
        {
            found.Add(new Difference(path, name, lot, kind, old, now));
        }
    }

    private static (string, string)? NameOf(string? old, string? now) =>
        old is not null && now is not null && old != now ? (old, now) : null;

    private static string? ShareOf(Order.Material? material) =>
        material switch
        {
            null => null,
            { Partes: { } parts } => $"{parts.ToString(CultureInfo.InvariantCulture)} :",
            _ => Of(material.Fraccion),
        };

    private static string? DoseOf(Order.Colorant? colorant) => colorant is null ? null : $"{Of(colorant.DosisGr)} g";

    private static string? Of(decimal? value) => value?.Trimmed().ToString(CultureInfo.InvariantCulture);

    private static string Of(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    /// <summary>
    /// The items of two lists side by side. Those of one name belong together, in their order; what stands between them is paired as
    /// it comes, since there somebody changed the name; what is left over was added or removed.
    /// </summary>
    /// <returns>The two, and the place: in the new list, or of a removed one in the old.</returns>
    internal static IEnumerable<(T? Before, T? After, int At)> Aligned<T>(
        IReadOnlyList<T> before,
        IReadOnlyList<T> after,
        Func<T, string> nameOf
    )
        where T : class
    {
        var common = CommonOf([.. before.Select(nameOf)], [.. after.Select(nameOf)]);
        var (i, j) = (0, 0);
        foreach (var (nextOld, nextNew) in common.Append((before.Count, after.Count)))
        {
            for (; i < nextOld && j < nextNew; i++, j++)
            {
                yield return (before[i], after[j], j);
            }
            for (; i < nextOld; i++)
            {
                yield return (before[i], null, i);
            }
            for (; j < nextNew; j++)
            {
                yield return (null, after[j], j);
            }
            if (i < before.Count && j < after.Count)
            {
                yield return (before[i++], after[j], j++);
            }
        }
    }

    // The longest common subsequence, by the table of its lengths from every place to the end.
    private static List<(int Old, int New)> CommonOf(string[] before, string[] after)
    {
        var longest = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                longest[i, j] = before[i] == after[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }
        var common = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < before.Length && j < after.Length; )
        {
            if (before[i] == after[j])
            {
                common.Add((i++, j++));
            }
            else if (longest[i + 1, j] >= longest[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
        return common;
    }
}
