using System.Globalization;
using Faena.Kernel.Languages;
using Faena.Kernel.Xlsx;

namespace Faena.Modules.Molding.Orders.Import;

/// <summary>One figure of a plant's sheet beside ours; decimals and dates as text.</summary>
/// <param name="Figura">As <c>calculo</c> calls it.</param>
/// <param name="Hoja">What the cell last came to.</param>
/// <param name="Motivo">Why they differ, where that is known.</param>
public sealed record FigureCheck(
    string Celda,
    string Figura,
    string Nombre,
    string Hoja,
    string Faena,
    bool Coincide,
    string Motivo,
    string Codigo
);

/// <summary>
/// The figures that the plant's sheet came to beside ours, and why they differ where that is known: the sheet counts time by the net
/// shot, calculates in doubles and takes some of its figures from cells that people fill in by hand.
/// </summary>
internal sealed class SheetFigures
{
    // Doubles carry noise in their last places; what a person calls another figure is larger.
    private const decimal Noise = 0.000_000_001m;
    private const decimal FullExtraBelow = 0.05m;
    private const decimal HalfExtraUpTo = 0.10m;

    private static readonly PlantCalendar SheetCalendar = new(PlantCalendar.MondayToSaturday);
    private static readonly string[] FromStockCell = ["A21", "B21", "C21", "H21"];
    private static readonly string[] FromColours = ["D21", "E21", "G21", "J21", "L21"];

    private readonly PlantSheet sheet;
    private readonly Order order;
    private readonly OrderFigures ours;
    private readonly PlantCalendar calendar;

    private SheetFigures(PlantSheet sheet, Order order, OrderFigures ours, PlantCalendar calendar) =>
        (this.sheet, this.order, this.ours, this.calendar) = (sheet, order, ours, calendar);

    public static IReadOnlyList<FigureCheck> Compare(PlantSheet sheet, Order order, OrderFigures ours, PlantCalendar calendar, Texts texts)
    {
        var figures = new SheetFigures(sheet, order, ours, calendar);
        var time = order.BaseTiempo == TimeBasis.Net ? ours.Neto : ours.Entregado;
        return
        [
            figures.Of("D21", "produccion_kg", texts["molding.figure.produccion"], ours.ProduccionKg, texts),
            figures.Of("F21", "merma", texts["molding.figure.merma"], ours.Merma, texts),
            figures.Of("E21", "inc_merma_kg", texts["molding.figure.inc_merma"], ours.IncMermaKg, texts),
            figures.Of("G21", "merma_natural_kg", texts["molding.figure.merma_natural"], ours.MermaNaturalKg, texts),
            figures.Of("H21", "docenas", texts["molding.figure.cantidad_doc"], ours.Docenas, texts),
            figures.Of("I21", "extra", texts["molding.figure.extra_ratio"], ours.Extra, texts),
            figures.Of("J21", "extra_kg", texts["molding.figure.extra"], ours.ExtraKg, texts),
            figures.Of("L21", "entregar_kg", texts["molding.figure.entregar"], ours.EntregarKg, texts),
            figures.Of("C21", "horas", texts["molding.figure.horas"], time.Horas, texts),
            figures.Of("B21", "dias", texts["molding.figure.dias"], time.Dias, texts),
            figures.OfEnd(time.FechaFin, texts),
        ];
    }

    private FigureCheck Of(string cell, string figure, string name, decimal mine, Texts texts)
    {
        var found = sheet.Cells[cell];
        var shown = mine.ToString(CultureInfo.InvariantCulture);
        if (found.Kind == XlsxKind.Number && found.TryDecimal(out var theirs))
        {
            var same = IsSame(theirs, mine);
            return Said(cell, figure, name, found.Text, shown, same ? "" : Reason(cell, theirs), texts);
        }
        return Said(cell, figure, name, found.Text, shown, NotANumber(cell), texts);
    }

    private FigureCheck OfEnd(DateOnly? mine, Texts texts)
    {
        const string cell = "A21";
        var found = sheet.Cells[cell];
        var reason = !found.TryDate(out var theirs)
            ? mine is null && SheetCells.IsBlank(found)
                ? ""
                : NotANumber(cell)
            : theirs == mine
                ? ""
                : EndReason(theirs);
        var shown = mine?.ToString("O", CultureInfo.InvariantCulture) ?? "";
        return Said(cell, "fecha_fin", texts["molding.figure.fecha_fin"], found.Text, shown, reason, texts);
    }

    private string NotANumber(string cell) =>
        SheetCells.IsError(sheet.Cells[cell]) ? "error"
        : IsOffInStock(cell) ? "stock_cell"
        : SheetCells.IsBlank(sheet.Cells[cell]) ? "blank"
        : "unknown";

    private string Reason(string cell, decimal theirs)
    {
        if (IsOffInStock(cell))
        {
            return "stock_cell";
        }
        if (cell is "B21" or "C21" && order.BaseTiempo != TimeBasis.Net && IsSame(theirs, cell == "B21" ? ours.Neto.Dias : ours.Neto.Horas))
        {
            return "basis";
        }
        if (
            OfDoubles() is { } extra
            && new[] { extra, ours.ProduccionKg * extra, ours.ProduccionKg * (1 + extra) }.Any(figure => IsSame(theirs, figure))
        )
        {
            return "doubles";
        }
        if (
            cell == "L21"
            && sheet.BlankStocks > 0
            && IsSame(theirs, ours.EntregarKg - ours.ExtraKg * sheet.BlankStocks / sheet.Lotes.Count)
        )
        {
            return "blank_lot";
        }
        return FromColours.Contains(cell) && sheet.SaidColours != sheet.Lotes.Count ? "colours" : "unknown";
    }

    private string EndReason(DateOnly theirs)
    {
        var (start, net) = (DateOnly.FromDateTime(order.FechaInicio), Shown.Settled(ours.Neto.Dias));
        return IsOffInStock("A21") ? "stock_cell"
            : order.BaseTiempo != TimeBasis.Net && theirs == calendar.EndOf(start, net) ? "basis"
            : theirs == SheetCalendar.EndOf(start, net) ? "calendar"
            : "unknown";
    }

    /// <summary>Days and dozens of a stock order follow a sum that somebody types, not the stock of its lots.</summary>
    private bool IsOffInStock(string cell) =>
        order.TipoOrden == Strategy.Stock && FromStockCell.Contains(cell) && (sheet.SaidStock ?? 0) != ours.ProduccionKg;

    // At 5 % and 10 % exactly, doubles fall to the other side of the threshold.
    private decimal? OfDoubles() =>
        Shown.Settled(ours.Merma) switch
        {
            FullExtraBelow => ours.Merma,
            HalfExtraUpTo => 0,
            _ => null,
        };

    private static bool IsSame(decimal theirs, decimal mine) => Math.Abs(theirs - mine) <= Noise * Math.Max(1, Math.Abs(mine));

    private static FigureCheck Said(string cell, string figure, string name, string theirs, string mine, string reason, Texts texts) =>
        new(
            cell,
            figure,
            name,
            theirs,
            mine,
            reason.Length == 0,
            reason.Length == 0 ? "" : texts[$"molding.sheet_reason.{reason}"],
            reason
        );
}
