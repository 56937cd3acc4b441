using System.Globalization;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;

namespace Faena.Modules.Molding.Orders;

/// <summary>
/// An order in cells with names. Spreadsheets calculate in doubles, so a value is settled at 12 places before a threshold, a rounding or
/// a whole day is taken from it, as <see cref="OrderCalculation"/> does with decimals.
/// </summary>
internal sealed class OrderWorkbook
{
    // What a sheet that comes back is read by, besides the names of its fields.
    internal const string NumberName = "numero_op";
    internal const string VersionName = "version";
    internal const string LotTitles = "lotes_titulos";
    internal const string MaterialTitles = "materiales_titulos";
    internal const string ColorantTitles = "pigmentos_titulos";

    private static readonly XlsxFormat Kilos = XlsxFormat.Money;
    private static readonly XlsxFormat Exact = new("#,##0.############");

    private readonly Order order;
    private readonly OrderDocument document;
    private readonly Texts texts;
    private readonly XlsxSheetWriter sheet;

    private OrderWorkbook(XlsxSheetWriter sheet, Order order, OrderDocument document, Texts texts)
    {
        this.sheet = sheet;
        this.order = order;
        this.document = document;
        this.texts = texts;
    }

    private OrderFigures Figures => document.Calculo;
    private OrderDocument.Totals Totals => document.TablaAuxiliar;
    private int Lots => order.Lotes.Count;
    private bool IsStock => order.TipoOrden == Strategy.Stock;

    public static void Write(XlsxWriter book, Order order, OrderDocument document, PlantCalendar calendar, Texts texts)
    {
        var layout = new XlsxLayout { Widths = [30, 20, 16, 16, 16, 16, 16, 16], Landscape = false };
        var workbook = new OrderWorkbook(book.Sheet(order.NumeroOp, layout), order, document, texts);
        workbook.Inputs();
        workbook.Holidays(calendar);
        var firstLot = workbook.FiguresOf(calendar);
        workbook.LotRows(firstLot);
    }

    private void Inputs()
    {
        sheet.Row(XlsxLook.Group).Text($"{order.NumeroOp} · {order.Producto}");
        Label("molding.field.numero_op").Text(order.NumeroOp).Named(NumberName);
        Label("molding.field.version").Number(order.Version, XlsxFormat.Whole).Named(VersionName);
        Label("molding.field.producto").Text(order.Producto).Named("producto");
        Label("molding.field.molde").Text(order.Molde).Named("molde");
        Label("molding.field.maquina").Text(order.Maquina).Named("maquina");
        Label("molding.field.tipo_orden").Text(order.TipoOrden).Named("tipo_orden");
        Label("molding.field.fecha_inicio").Moment(order.FechaInicio).Named("fecha_inicio");
        Label("molding.field.tiempo_ciclo").Number(order.TiempoCiclo, XlsxFormat.Volume).Named("tiempo_ciclo");
        Label("molding.field.peso_unitario").Number(order.PesoUnitario, XlsxFormat.Volume).Named("peso_unitario");
        Label("molding.field.cavidades").Number(order.Cavidades, XlsxFormat.Whole).Named("cavidades");
        Label("molding.field.peso_tiro").Number(order.PesoTiro, XlsxFormat.Volume).Named("peso_tiro");
        Label("molding.field.horas_turno").Number(order.HorasTurno, XlsxFormat.Volume).Named("horas_turno");
        Label("molding.field.meta_kg").Number(order.MetaKg, XlsxFormat.Volume).Named("meta_kg");
        Label("molding.field.meta_docenas").Number(order.MetaDocenas, XlsxFormat.Volume).Named("meta_docenas");
        Label("molding.field.base_tiempo").Text(order.BaseTiempo).Named("base_tiempo");
        Label("molding.field.calendario").Text(order.Calendario).Named("calendario");
        Label("molding.net_shot").Formula(NetShot(), Figures.PesoNetoTiro, Exact).Named("peso_neto_tiro");
    }

    // A family mold's pieces follow on the net shot; a plain one is its one piece.
    private string NetShot() =>
        order.Piezas.Count == 0
            ? "peso_unitario*cavidades"
            : string.Join('+', order.Piezas.Select(p => $"{p.Cavidades.ToString(CultureInfo.InvariantCulture)}*{Digits(p.PesoUnitario)}"));

    private void Holidays(PlantCalendar calendar)
    {
        var from = DateOnly.FromDateTime(order.FechaInicio);
        var days = calendar.HolidaysFrom(from).ToList();
        if (days.Count == 0)
        {
            return;
        }
        sheet.Header(texts["molding.holidays"]);
        var first = sheet.RowCount + 1;
        foreach (var day in days)
        {
            sheet.Row().Date(day);
        }
        sheet.Named("feriados", Range(1, first, sheet.RowCount));
    }

    /// <returns>The row in which the first lot will stand.</returns>
    private int FiguresOf(PlantCalendar calendar)
    {
        sheet.Header(texts["molding.summary"], "", texts["molding.unrounded"]);
        // The lots stand below: titles in between.
        const int figureRows = 12;
        var firstLot = sheet.RowCount + figureRows + 2;
        var stock = Lots == 0 ? "0" : $"SUM({Range(2, firstLot, firstLot + Lots - 1)})";
        var time = order.BaseTiempo == TimeBasis.Net ? Figures.Neto : Figures.Entregado;

        Figure(
            "produccion",
            "produccion_kg",
            Totals.Produccion,
            "produccion_exacta",
            "IF(tipo_orden=\"POR_PESO\",N(meta_kg),IF(tipo_orden=\"POR_CANTIDAD\",N(meta_docenas)*12*peso_neto_tiro/(cavidades*1000),"
                + $"{stock}))",
            Figures.ProduccionKg
        );
        Figure("merma", "merma", Totals.Merma, "merma_exacta", "(peso_tiro-peso_neto_tiro)/peso_tiro", Figures.Merma, Shown.Ratios);
        Figure("inc_merma", "inc_merma_kg", Totals.IncMerma, "inc_merma_exacta", "produccion_exacta*(1+merma_exacta)", Figures.IncMermaKg);
        Figure(
            "merma_natural",
            "merma_natural_kg",
            Totals.MermaNatural,
            "merma_natural_exacta",
            "produccion_exacta*merma_exacta",
            Figures.MermaNaturalKg
        );
        Figure(
            "extra_ratio",
            "extra",
            Totals.ExtraRatio,
            "extra_exacto",
            "IF(ROUND(merma_exacta,12)<0.05,merma_exacta,IF(ROUND(merma_exacta,12)<=0.1,merma_exacta/2,0))",
            Figures.Extra,
            Shown.Ratios
        );
        Figure("extra", "extra_kg", Totals.Extra, "extra_kg_exacto", "produccion_exacta*extra_exacto", Figures.ExtraKg);
        Figure("entregar", "entregar_kg", Totals.Entregar, "entregar_exacto", "produccion_exacta+extra_kg_exacto", Figures.EntregarKg);
        const string dozens = "IF(tipo_orden=\"POR_CANTIDAD\",N(meta_docenas),produccion_exacta*1000*cavidades/(peso_neto_tiro*12))";
        Figure("cantidad_doc", "docenas", Totals.Docenas, "docenas_exactas", dozens, Figures.Docenas);
        Figure("docenas", "total_docenas", Totals.TotalDocenas, "total_docenas_exacto", "docenas_exactas", Figures.Docenas, 0);
        Figure(
            "horas",
            "horas",
            Totals.Horas,
            "horas_exactas",
            "IF(base_tiempo=\"NETO\",produccion_exacta*1000/peso_neto_tiro,entregar_exacto*1000/peso_tiro)*tiempo_ciclo/3600",
            time.Horas
        );
        Figure("dias", "dias", Totals.Dias, "dias_exactos", "horas_exactas/horas_turno", time.Dias);
        End(calendar, time);
        return firstLot;
    }

    private void Figure(string label, string name, decimal shown, string exactName, string formula, decimal exact, int places = Shown.Kilos)
    {
        var format =
            places == Shown.Ratios ? new XlsxFormat("0.0000")
            : places == 0 ? XlsxFormat.Whole
            : Kilos;
        Label($"molding.figure.{label}")
            .Formula(Rounded(exactName, places), shown, format)
            .Named(name)
            .Formula(formula, exact, Exact)
            .Named(exactName);
    }

    // The day of the start is neither counted nor moved, so less than a day asks no calendar.
    private void End(PlantCalendar calendar, OrderFigures.Time time)
    {
        var week = order.Calendario == PlantCalendar.MondayToFriday ? "1" : "11";
        var holidays = calendar.HolidaysFrom(DateOnly.FromDateTime(order.FechaInicio)).Any() ? ",feriados" : "";
        var formula =
            "IF(produccion_exacta=0,\"\",IF(INT(ROUND(dias_exactos,12))=0,INT(fecha_inicio),"
            + $"WORKDAY.INTL(INT(fecha_inicio),INT(ROUND(dias_exactos,12)),{week}{holidays})))";
        var row = Label("molding.figure.fecha_fin");
        (time.FechaFin is { } end ? row.Formula(formula, end) : row.Formula(formula, "")).Named("fecha_fin");
    }

    private void LotRows(int first)
    {
        var totals = texts[$"molding.lot_kg.{order.TipoOrden}"];
        sheet.Header(
            texts["molding.field.color"],
            texts["molding.lot_kg.STOCK"],
            texts["molding.field.personas"],
            totals,
            texts["molding.lot_extra"],
            texts["molding.lot_total"],
            texts["molding.man_hours"],
            texts["molding.unrounded"]
        );
        sheet.Named(LotTitles, Cell(1, sheet.RowCount));
        var last = first + Lots - 1;
        var count = Lots.ToString(CultureInfo.InvariantCulture);
        for (var i = 0; i < Lots; i++)
        {
            var (lot, shown, exact) = (order.Lotes[i], document.Lotes[i], Figures.Lotes[i]);
            var row = first + i;
            var stock = Cell(2, row);
            sheet
                .Row()
                .Text(lot.Color)
                .Number(lot.StockKg, XlsxFormat.Volume)
                .Number(lot.Personas, XlsxFormat.Whole)
                .Formula(
                    Part(IsStock ? $"N({stock})" : $"produccion_exacta/{count}", "produccion_kg", 4, first, row, last),
                    shown.PorCantidad ?? shown.Peso ?? shown.Stock ?? 0,
                    Kilos
                )
                .Formula(Part($"extra_kg_exacto/{count}", "extra_kg", 5, first, row, last), shown.Extra, Kilos)
                .Formula(Part(Cell(8, row), "entregar_kg", 6, first, row, last), shown.Total, Kilos)
                .Formula(Rounded($"horas_exactas*{Cell(3, row)}/{count}", Shown.Kilos), shown.ManoObra.HorasHombre, Kilos)
                .Formula(
                    IsStock ? $"N({stock})+extra_kg_exacto/{count}" : $"(produccion_exacta+extra_kg_exacto)/{count}",
                    exact.TotalKg,
                    Exact
                );
        }
        string[] names = ["color", "stock_kg", "personas", "base_kg", "extra_kg", "total_kg", "horas_hombre"];
        Ranges(first, [.. names.Select((name, i) => ($"lote_{name}", i + 1))]);
        Materials(first);
        Colorants(first);
    }

    private void Materials(int firstLot)
    {
        sheet.Header(texts["molding.materials"], texts["molding.field.color"], texts["molding.parts"], texts["molding.fraction"], "kg");
        sheet.Named(MaterialTitles, Cell(1, sheet.RowCount));
        var first = sheet.RowCount + 1;
        for (var i = 0; i < Lots; i++)
        {
            var (lot, shown, lotRow) = (order.Lotes[i], document.Lotes[i], firstLot + i);
            var (from, to) = (sheet.RowCount + 1, sheet.RowCount + lot.Materiales.Count);
            for (var j = 0; j < lot.Materiales.Count; j++)
            {
                var (material, row) = (lot.Materiales[j], from + j);
                var line = sheet.Row().Text(material.Nombre).Formula(LotCell(lotRow), lot.Color).Number(material.Partes, XlsxFormat.Whole);
                _ = material.Partes is null
                    ? line.Number(material.Fraccion, Exact)
                    : line.Formula($"ROUND({Cell(3, row)}/SUM({Range(3, from, to)}),12)", shown.Materiales[j].Fraccion, Exact);
                // Parts are shared out by the parts themselves: the quotient in the cell has been cut.
                var share = material.Partes is null ? Cell(4, row) : $"{Cell(3, row)}/SUM({Range(3, from, to)})";
                line.Formula(Part($"{Cell(8, lotRow)}*{share}", Cell(6, lotRow), 5, from, row, to), shown.Materiales[j].PesoKg, Kilos);
            }
        }
        Ranges(
            first,
            ("material_nombre", 1),
            ("material_color", 2),
            ("material_partes", 3),
            ("material_fraccion", 4),
            ("material_peso_kg", 5)
        );
    }

    private void Colorants(int firstLot)
    {
        sheet.Header(texts["molding.colorants"], texts["molding.field.color"], "", "g / 12.5 kg", "g");
        sheet.Named(ColorantTitles, Cell(1, sheet.RowCount));
        var first = sheet.RowCount + 1;
        for (var i = 0; i < Lots; i++)
        {
            foreach (var (colorant, shown) in order.Lotes[i].Pigmentos.Zip(document.Lotes[i].Pigmentos))
            {
                var row = sheet.RowCount + 1;
                sheet
                    .Row()
                    .Text(colorant.Nombre)
                    .Formula(LotCell(firstLot + i), order.Lotes[i].Color)
                    .Skip()
                    .Number(colorant.DosisGr, XlsxFormat.Volume)
                    .Formula(Rounded($"{Cell(8, firstLot + i)}*{Cell(4, row)}/12.5", Shown.Kilos), shown.Gramos, Kilos);
            }
        }
        Ranges(first, ("pigmento_nombre", 1), ("pigmento_color", 2), ("pigmento_dosis_gr", 4), ("pigmento_gramos", 5));
    }

    private void Ranges(int first, params (string Name, int Column)[] names)
    {
        foreach (var (name, column) in sheet.RowCount >= first ? names : [])
        {
            sheet.Named(name, Range(column, first, sheet.RowCount));
        }
    }

    /// <summary>A part of a shown total: rounded, and the last takes what is left.</summary>
    private static string Part(string exact, string total, int column, int first, int row, int last) =>
        row < last ? Rounded(exact, Shown.Kilos)
        : first == last ? total
        : $"ROUND({total}-SUM({Range(column, first, last - 1)}),2)";

    private static string Rounded(string exact, int places) => $"ROUND(ROUND({exact},12),{places.ToString(CultureInfo.InvariantCulture)})";

    private XlsxRowWriter Label(string key) => sheet.Row().Text(texts[key]);

    // Absolute, so that spreadsheets which fold alike formulas into one leave it as it is: it says which lot the row is of.
    private static string LotCell(int row) => $"$A${row.ToString(CultureInfo.InvariantCulture)}";

    private static string Cell(int column, int row) => XlsxAddress.Cell(column, row);

    private static string Range(int column, int first, int last) => $"{Cell(column, first)}:{Cell(column, last)}";

    private static string Digits(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
