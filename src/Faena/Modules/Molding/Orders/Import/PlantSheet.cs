using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Faena.Kernel.Xlsx;
using Faena.Modules.Catalog;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>
/// The plant's own order workbook, as its sheet <c>Ordenes</c> lays it out: six colours, three materials and four colorants for each.
/// </summary>
internal sealed class PlantSheet
{
    private const string SheetName = "ORDENES";
    private const int Places = 6;
    private const int FirstLotRow = 13;
    private const int FirstRecipeRow = 27;
    private const int FirstColorantRow = 40;
    private const int LastRow = FirstColorantRow + Places - 1;
    private const int MostPeople = 1_000;
    private const int MostParts = 100;
    private const int LongestType = 60;

    // What a binary fraction such as 5/6 has lost after fifteen digits.
    private const decimal LostDigits = 0.000_000_001m;

    private readonly List<Lot> lots = [];

    private PlantSheet(SheetCells cells) => Cells = cells;

    /// <summary>A name of a catalog, and where the sheet has it.</summary>
    /// <param name="Tipo">The class or type that the sheet gives it by its place.</param>
    public sealed record Entry(string Catalogo, string Nombre, string Tipo, string Celda);

    public sealed record Lot(
        int Row,
        Entry Color,
        decimal? StockKg,
        int Personas,
        IReadOnlyList<Material> Materiales,
        IReadOnlyList<Colorant> Pigmentos
    );

    public sealed record Material(Entry Entry, decimal? Fraccion, int? Partes);

    public sealed record Colorant(Entry Entry, decimal DosisGr);

    public SheetCells Cells { get; }

    /// <summary>The order's own fields, as its body has them.</summary>
    public JsonObject Header { get; } = [];

    public Entry? Molde { get; private set; }
    public Entry? Maquina { get; private set; }
    public IReadOnlyList<Lot> Lotes => lots;

    /// <summary>How many colours the sheet says it has, which somebody types by hand.</summary>
    public decimal? SaidColours { get; private set; }

    /// <summary>The sum of the stock as somebody types it; the sheet takes days and dozens from it.</summary>
    public decimal? SaidStock { get; private set; }

    /// <summary>Lots of a stock order without kilos.</summary>
    public int BlankStocks => lots.Count(l => l.StockKg is null);

    /// <summary>Null where the workbook has no such sheet.</summary>
    /// <param name="strategy">The strategy that a person gave in place of the sheet's.</param>
    public static PlantSheet? Read(XlsxReader book, string? strategy)
    {
        if (book.Sheets.FirstOrDefault(s => Plain(s.Name) == SheetName) is not { } sheet)
        {
            return null;
        }
        var read = new PlantSheet(new SheetCells(sheet, LastRow));
        read.ReadHeader(strategy);
        read.ReadLots();
        return read;
    }

    private void ReadHeader(string? corrected)
    {
        Header["numero_op"] = Cells.Text(Cells["F2"], "numero_op");
        Header["producto"] = string.Join(" / ", new[] { Text("C4", "producto"), Text("D4", "producto") }.Where(t => t.Length > 0));
        Cells.Place("producto", "C4:D4");
        var mold = SheetCells.IsBlank(Cells["B7"]) ? "A7" : "B7";
        Molde = EntryOf("molde", mold, "molde");
        var type = Text("C7", "tipo_maquina");
        Maquina = EntryOf("maquina", "F3", "maquina", type.Length <= LongestType ? type : "");
        Header["molde"] = Molde?.Nombre ?? "";
        Header["maquina"] = Maquina?.Nombre ?? "";
        Put("tipo_cambio", Cells.Number(Cells["F4"], "tipo_cambio"));
        Put("peso_unitario", Cells.Number(Cells["D7"], "peso_unitario"));
        Put("cavidades", Cells.Number(Cells["E7"], "cavidades"));
        Put("peso_tiro", Cells.Number(Cells["F7"], "peso_tiro"));
        Put("tiempo_ciclo", Cells.Number(Cells["G7"], "tiempo_ciclo"));
        Put("horas_turno", Cells.Number(Cells["H7"], "horas_turno"));
        if (Cells.Moment(Cells["I7"], "fecha_inicio") is { } start)
        {
            Header["fecha_inicio"] = start.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        }
        ReadTarget(corrected ?? ReadStrategy());
    }

    private string? ReadStrategy()
    {
        var written = Text("C2", "tipo_orden");
        var strategy = Plain(written).Replace('_', ' ') switch
        {
            "POR PESO" => Strategy.ByWeight,
            "POR CANTIDAD" => Strategy.ByQuantity,
            "COMPLETAR STOCK" or "POR STOCK" or "STOCK" => Strategy.Stock,
            _ => null,
        };
        if (strategy is null && written.Length > 0)
        {
            Cells.Remark(Cells["C2"], "tipo_orden", "sheet_strategy");
        }
        return strategy;
    }

    // Only the target of the strategy counts; figures of another that somebody left behind are told.
    private void ReadTarget(string? strategy)
    {
        SaidColours = Cells.Number(Cells["B10"], "lotes");
        var dozens = Cells.Number(Cells["C10"], "meta_docenas");
        var kilos = Cells.Number(Cells["D10"], "meta_kg");
        SaidStock = Cells.Number(Cells["E10"], "stock_kg");
        if (strategy is null)
        {
            return;
        }
        Header["tipo_orden"] = strategy;
        if (strategy == Strategy.ByQuantity)
        {
            Put("meta_docenas", dozens);
        }
        else if (dozens is not (null or 0))
        {
            Cells.Remark(Cells["C10"], "meta_docenas", "sheet_stale_dozens");
        }
        if (strategy == Strategy.ByWeight)
        {
            Put("meta_kg", kilos);
        }
        else if (kilos is not (null or 0))
        {
            Cells.Remark(Cells["D10"], "meta_kg", "sheet_stale_kilos");
        }
        if (strategy != Strategy.Stock && SaidStock is not (null or 0))
        {
            Cells.Remark(Cells["E10"], "stock_kg", "sheet_stale_stock");
        }
    }

    private void ReadLots()
    {
        var isStock = (string?)Header["tipo_orden"] == Strategy.Stock;
        for (var place = 0; place < Places; place++)
        {
            var row = FirstLotRow + place;
            var color = EntryOf("color", $"B{row}", $"lotes[{lots.Count}].color");
            var stock = Cells.Quantity(Cells[$"E{row}"], $"lotes[{lots.Count}].stock_kg");
            if (color is null)
            {
                if (stock is not (null or 0))
                {
                    Cells.Remark(Cells[$"E{row}"], "lotes", "sheet_lot_without_colour");
                }
                continue;
            }
            if (!isStock && stock is not (null or 0))
            {
                Cells.Remark(Cells[$"E{row}"], $"lotes[{lots.Count}].stock_kg", "sheet_stale_stock");
            }
            lots.Add(
                new Lot(row, color, isStock ? stock : null, People(place), Recipe(place, color.Nombre), Colorants(place, color.Nombre))
            );
        }
        if (SaidColours != lots.Count)
        {
            Cells.Remark("B10", "lotes", Cells["B10"].Text, "sheet_colour_count", new { dice = Cells["B10"].Text, hay = lots.Count });
        }
        var sum = lots.Sum(l => l.StockKg ?? 0);
        if (isStock && SaidStock != sum)
        {
            Cells.Remark("E10", "stock_kg", Cells["E10"].Text, "sheet_stock_sum", new { suma = sum });
        }
    }

    private int People(int place)
    {
        var (cell, path) = (Cells[$"J{FirstColorantRow + place}"], $"lotes[{lots.Count}].personas");
        switch (Cells.Number(cell, path))
        {
            case { } people when people >= 0 && people <= MostPeople && decimal.Truncate(people) == people:
                return (int)people;
            case null when SheetCells.IsBlank(cell):
                Cells.Remark(cell, path, "sheet_people_missing");
                return 1;
            case null:
                return 1;
            default:
                Cells.Remark(cell, path, "whole_range", new { desde = 0, hasta = MostPeople });
                return 1;
        }
    }

    /// <summary>The recipe of a lot; none at all where a part of it cannot be taken or the shares are not the whole.</summary>
    private IReadOnlyList<Material> Recipe(int place, string color)
    {
        var (row, path) = (FirstRecipeRow + place, $"lotes[{lots.Count}].materiales");
        var before = Cells.Remarks.Count;
        var found = new List<(Entry Entry, decimal Share)>();
        var isBroken = false;
        foreach (var (name, share, tipo) in new[] { ("C", "G", "Virgen"), ("D", "H", "Virgen"), ("E", "I", "Segunda") })
        {
            var entry = EntryOf("material", $"{name}{row}", path, tipo);
            var remarks = Cells.Remarks.Count;
            var fraction = Cells.Number(Cells[$"{share}{row}"], path);
            isBroken |= Cells.Remarks.Count > remarks;
            switch (fraction)
            {
                case null or 0 when entry is not null && Cells.Remarks.Count == remarks:
                    Cells.Remark(Cells[$"{name}{row}"], path, "sheet_material_without_share", new { color });
                    break;
                case < 0 or > 1:
                    Cells.Remark(Cells[$"{share}{row}"], path, "sheet_share_range", new { color });
                    isBroken = true;
                    break;
                case > 0 when entry is null:
                    Cells.Remark(Cells[$"{share}{row}"], path, "sheet_share_without_material", new { color });
                    isBroken = true;
                    break;
                case > 0:
                    found.Add((entry!, fraction.Value));
                    break;
            }
        }
        Cells.Place(path, $"C{row}:I{row}");
        CheckNote(row, path);
        if (isBroken)
        {
            return [];
        }
        if (Whole([.. found.Select(f => f.Share)]) is { } shares)
        {
            return [.. found.Zip(shares).Select(f => new Material(f.First.Entry, f.Second.Fraction, f.Second.Parts))];
        }
        if (found.Count > 0)
        {
            var written = string.Join(" + ", found.Select(f => f.Share.ToString(CultureInfo.InvariantCulture)));
            var suma = found.Sum(f => f.Share);
            Cells.Remark($"G{row}:I{row}", path, written, "sheet_recipe_not_whole", new { color, suma });
        }
        else if (Cells.Remarks.Count == before)
        {
            Cells.Remark($"C{row}:I{row}", path, "", "sheet_no_recipe", new { color });
        }
        return [];
    }

    // The plant's formula writes "Error Fraccion" beside a recipe it does not like.
    private void CheckNote(int row, string path)
    {
        if (SheetCells.IsError(Cells[$"J{row}"]))
        {
            Cells.Remark(Cells[$"J{row}"], path, "sheet_error_cell", new { valor = Cells[$"J{row}"].Text });
        }
    }

    /// <summary>
    /// The shares as an order keeps them: as fractions where they are decimals of few places, else as the parts they were divided from,
    /// since 5/6 and 1/6 in a cell are no longer the whole. Null where they are neither.
    /// </summary>
    private static IReadOnlyList<(decimal? Fraction, int? Parts)>? Whole(IReadOnlyList<decimal> shares)
    {
        if (shares.Count == 0)
        {
            return null;
        }
        if (shares.All(s => decimal.Round(s, Fields.Decimals) == s))
        {
            return shares.Sum() == 1 ? [.. shares.Select(s => ((decimal?)s, (int?)null))] : null;
        }
        for (var all = 2; all <= MostParts; all++)
        {
            var parts = shares.Select(s => decimal.Round(s * all)).ToList();
            if (parts.Sum() == all && shares.Zip(parts).All(s => s.Second > 0 && Math.Abs(s.First * all - s.Second) < LostDigits))
            {
                return [.. parts.Select(p => ((decimal?)null, (int?)p))];
            }
        }
        return null;
    }

    private List<Colorant> Colorants(int place, string color)
    {
        var (row, path) = (FirstColorantRow + place, $"lotes[{lots.Count}].pigmentos");
        var found = new List<Colorant>();
        foreach (var (name, dose) in new[] { ("B", "F"), ("C", "G"), ("D", "H"), ("E", "I") })
        {
            var entry = EntryOf("pigmento", $"{name}{row}", path);
            var remarks = Cells.Remarks.Count;
            var grams = Cells.Quantity(Cells[$"{dose}{row}"], path);
            if (entry is not null && grams is not null)
            {
                found.Add(new Colorant(entry, grams.Value));
            }
            else if (entry is not null && Cells.Remarks.Count == remarks)
            {
                Cells.Remark(Cells[$"{name}{row}"], path, "sheet_colorant_without_dose", new { color });
            }
            else if (entry is null && grams is not (null or 0))
            {
                Cells.Remark(Cells[$"{dose}{row}"], path, "sheet_dose_without_colorant", new { color });
            }
        }
        Cells.Place(path, $"B{row}:I{row}");
        return found;
    }

    private Entry? EntryOf(string catalog, string cell, string path, string tipo = "") =>
        Text(cell, path) is { Length: > 0 } name ? new Entry(catalog, name, tipo, cell) : null;

    private string Text(string cell, string path) => Cells.Text(Cells[cell], path);

    private void Put(string field, decimal? value)
    {
        if (value is not null)
        {
            Header[field] = value;
        }
    }

    /// <summary>Upper case, single blanks, no accents: how people mean what they write into a sheet.</summary>
    private static string Plain(string text) =>
        string.Concat(
                EntryName
                    .Of(text)
                    .Normalize(NormalizationForm.FormD)
                    .Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            )
            .ToUpperInvariant();
}
