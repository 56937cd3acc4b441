using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Faena.Kernel.Xlsx;
using Faena.Modules.Catalog;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>
/// The workbook of one of our orders as a person changed it: its inputs, found by their names wherever they stand. Figures are not
/// read; they follow.
/// </summary>
internal sealed partial class OrderSheet
{
    private readonly IReadOnlyDictionary<string, XlsxRange> names;

    private OrderSheet(SheetCells cells, IReadOnlyDictionary<string, XlsxRange> names) => (Cells, this.names) = (cells, names);

    public SheetCells Cells { get; }

    public string Number => EntryName.Of(One(OrderWorkbook.NumberName).Text);

    /// <summary>The version of the order that the sheet was written from; null where somebody overwrote it.</summary>
    public long? Version =>
        One(OrderWorkbook.VersionName).TryDecimal(out var version) && version is > 0 and < long.MaxValue ? (long)version : null;

    /// <summary>Null where the workbook is none of ours.</summary>
    public static OrderSheet? Read(XlsxReader book)
    {
        string[] needed = [OrderWorkbook.NumberName, OrderWorkbook.LotTitles, OrderWorkbook.MaterialTitles, OrderWorkbook.ColorantTitles];
        if (
            needed.Any(name => !book.Names.ContainsKey(name))
            || book.Sheets.FirstOrDefault(s => s.Name == book.Names[OrderWorkbook.NumberName].Sheet) is not { } sheet
        )
        {
            return null;
        }
        var ours = book.Names.Where(n => n.Value.Sheet == sheet.Name).ToDictionary(StringComparer.OrdinalIgnoreCase);
        return new OrderSheet(new SheetCells(sheet, XlsxAddress.LastRow), ours);
    }

    /// <summary>
    /// The order as the sheet would have it; nothing is written. Unlike a plant's sheet, ours is taken whole or not at all, so whatever
    /// cannot be read of it is an error.
    /// </summary>
    public async Task<Order> Apply(DbWork work, Order before, IReadOnlyList<string> weeks, FieldErrors errors)
    {
        var body = BodyOver(before);
        foreach (var remark in Cells.Remarks)
        {
            errors.Add(remark.Campo, remark.Codigo, remark.Datos);
        }
        var found = new FieldErrors();
        var after = await EditOrder.After(work, before, body, weeks, found);
        // A field that could not be read is not missing as well.
        foreach (var error in found.Found.Where(e => Cells.Remarks.All(r => r.Campo != e.Path)).ToList())
        {
            errors.Add(error.Path, error.Code, error.Data);
        }
        Cells.Judge(errors);
        return after;
    }

    /// <summary>The whole body of an edit: what the sheet says, and of the order as it is what the sheet does not hold.</summary>
    private OrderRequest BodyOver(Order before)
    {
        var body = new JsonObject
        {
            ["numero_op"] = before.NumeroOp,
            ["ciclos"] = before.Ciclos,
            ["tipo_cambio"] = before.TipoCambio,
            ["fecha_inicio"] = Start(before),
        };
        foreach (var field in new[] { "producto", "molde", "maquina", "tipo_orden", "calendario", "base_tiempo" })
        {
            body[field] = Cells.Text(One(field), field);
        }
        foreach (var field in new[] { "tiempo_ciclo", "peso_unitario", "cavidades", "peso_tiro", "horas_turno", "meta_kg", "meta_docenas" })
        {
            body[field] = Cells.Number(One(field), field);
        }
        if (before.Piezas.Count > 0)
        {
            KeepPieces(body, before);
        }
        body["lotes"] = Lots();
        return JsonBody.Of<OrderRequest>(body);
    }

    // A spreadsheet's clock ends at the millisecond.
    private string? Start(Order before)
    {
        if (Cells.Moment(One("fecha_inicio"), "fecha_inicio") is not { } read)
        {
            return null;
        }
        var start = (read - before.FechaInicio).Duration() < TimeSpan.FromMilliseconds(1) ? before.FechaInicio : read;
        return start.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
    }

    // The sheet shows the mean of a family mold's pieces, which says nothing about any of them.
    private void KeepPieces(JsonObject body, Order before)
    {
        if ((decimal?)body["peso_unitario"] != before.PesoUnitario || (decimal?)body["cavidades"] != before.Cavidades)
        {
            Cells.Remark(One("peso_unitario"), "peso_unitario", "sheet_family_mold");
        }
        body["piezas"] = JsonSerializer.SerializeToNode(before.Piezas, Json.Options);
    }

    private JsonArray Lots()
    {
        var titles = names[OrderWorkbook.LotTitles];
        var lots = new List<(int Row, JsonObject Body)>();
        foreach (var row in Cells.RowsOf(titles.FirstRow + 1, names[OrderWorkbook.MaterialTitles].FirstRow - 1))
        {
            var path = $"lotes[{lots.Count}]";
            var color = Cells.Text(At("lote_color", titles, 0, row), $"{path}.color");
            var stock = Cells.Number(At("lote_stock_kg", titles, 1, row), $"{path}.stock_kg");
            var people = Cells.Number(At("lote_personas", titles, 2, row), $"{path}.personas");
            if (color.Length > 0)
            {
                lots.Add((row, Lot(color, stock, people)));
            }
            else if (stock is not null || people is not null)
            {
                Cells.Remark(At("lote_color", titles, 0, row), path, "sheet_lot_without_colour");
            }
        }
        var places = new Places(lots);
        Materials(places);
        Colorants(places);
        return new JsonArray([.. lots.Select(l => l.Body)]);
    }

    /// <summary>The lots by the row they stand in and by their colour.</summary>
    private sealed class Places(IReadOnlyList<(int Row, JsonObject Body)> lots)
    {
        private readonly Dictionary<int, int> byRow = lots.Index().ToDictionary(l => l.Item.Row, l => l.Index);
        private readonly ILookup<string, int> byColour = lots.Index()
            .ToLookup(l => (string)l.Item.Body["color"]!, l => l.Index, StringComparer.OrdinalIgnoreCase);

        public JsonArray ListOf(int lot, string list) => lots[lot].Body[list]!.AsArray();

        public int? At(int row) => byRow.TryGetValue(row, out var lot) ? lot : null;

        /// <summary>The only lot of a colour.</summary>
        public int? Of(string colour) => byColour[colour].Take(2).ToList() is [var only] ? only : null;
    }

    private static JsonObject Lot(string color, decimal? stock, decimal? people) =>
        new()
        {
            ["color"] = color,
            ["stock_kg"] = stock,
            ["personas"] = people,
            ["materiales"] = new JsonArray(),
            ["pigmentos"] = new JsonArray(),
        };

    private void Materials(Places lots)
    {
        var titles = names[OrderWorkbook.MaterialTitles];
        foreach (var row in Cells.RowsOf(titles.FirstRow + 1, names[OrderWorkbook.ColorantTitles].FirstRow - 1))
        {
            var (name, share, parts) = (
                At("material_nombre", titles, 0, row),
                At("material_fraccion", titles, 3, row),
                At("material_partes", titles, 2, row)
            );
            if (SheetCells.IsBlank(name) && SheetCells.IsBlank(parts) && SheetCells.IsBlank(share))
            {
                continue;
            }
            if (LotOf(lots, At("material_color", titles, 1, row), name) is not { } lot)
            {
                continue;
            }
            var list = lots.ListOf(lot, "materiales");
            var path = $"lotes[{lot}].materiales[{list.Count}]";
            var line = new JsonObject { ["nombre"] = Cells.Text(name, $"{path}.nombre") };
            // Beside parts, the fraction is only their quotient.
            if (SheetCells.IsBlank(parts))
            {
                line["fraccion"] = Cells.Number(share, $"{path}.fraccion");
            }
            else
            {
                line["partes"] = Cells.Number(parts, $"{path}.partes");
            }
            Cells.Place($"lotes[{lot}].materiales", share.Address);
            list.Add(line);
        }
    }

    private void Colorants(Places lots)
    {
        var titles = names[OrderWorkbook.ColorantTitles];
        foreach (var row in Cells.RowsOf(titles.FirstRow + 1, XlsxAddress.LastRow))
        {
            var (name, dose) = (At("pigmento_nombre", titles, 0, row), At("pigmento_dosis_gr", titles, 3, row));
            if (
                (SheetCells.IsBlank(name) && SheetCells.IsBlank(dose))
                || LotOf(lots, At("pigmento_color", titles, 1, row), name) is not { } lot
            )
            {
                continue;
            }
            var list = lots.ListOf(lot, "pigmentos");
            var path = $"lotes[{lot}].pigmentos[{list.Count}]";
            list.Add(
                new JsonObject { ["nombre"] = Cells.Text(name, $"{path}.nombre"), ["dosis_gr"] = Cells.Number(dose, $"{path}.dosis_gr") }
            );
        }
    }

    /// <summary>The lot that a recipe's row points at, or else names by a colour that only one lot has.</summary>
    private int? LotOf(Places lots, XlsxCell cell, XlsxCell name)
    {
        var found = PointsAt().Match(cell.Formula ?? "") is { Success: true } pointed
            ? lots.At(int.Parse(pointed.Groups["row"].Value, CultureInfo.InvariantCulture))
            : lots.Of(EntryName.Of(cell.Text));
        if (found is null)
        {
            Cells.Remark(cell.Address, "lotes", cell.Text, "sheet_row_without_lot", new { nombre = name.Text });
        }
        return found;
    }

    private XlsxCell One(string name) =>
        names.TryGetValue(name, out var range) ? Cells[range.FirstColumn, range.FirstRow] : XlsxCell.Empty(1, 1);

    // Rows may have been added below a range; its column still holds. A list that was empty has no ranges yet.
    private XlsxCell At(string name, XlsxRange titles, int offset, int row) =>
        Cells[names.TryGetValue(name, out var range) ? range.FirstColumn : titles.FirstColumn + offset, row];

    [GeneratedRegex(@"^\$?[A-Z]{1,3}\$?(?<row>\d{1,7})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PointsAt();
}
