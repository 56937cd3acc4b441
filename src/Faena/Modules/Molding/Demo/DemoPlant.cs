using Faena.Kernel.Database;
using Faena.Kernel.Demo;

namespace Faena.Modules.Molding.Demo;

/// <summary>An invented plant that molds household goods: its catalogs, an order of each kind in each state, and two weeks of its floor.</summary>
internal sealed class DemoPlant : IDemoData
{
    internal const string Molder = "molding";

    public async Task<bool> HasRoom(DbWork work) => !await work.One<bool>(AnythingSql);

    public async Task Load(DemoStage stage, CancellationToken ct)
    {
        await stage.Post(
            Molder,
            "/api/molding/catalog",
            new
            {
                maquinas = new[]
                {
                    new { nombre = "INY-320 A", tipo = "Inyectora 320 t" },
                    new { nombre = "INY-160 B", tipo = "Inyectora 160 t" },
                    new { nombre = "SOP-2", tipo = "Sopladora" },
                },
                materiales = new[]
                {
                    new { nombre = "PP clarificado", tipo = "Virgen" },
                    new { nombre = "PP homopolímero", tipo = "Virgen" },
                    new { nombre = "PP segunda", tipo = "Segunda" },
                    new { nombre = "Molido de casa", tipo = "Molido" },
                },
                pigmentos = new[] { "Amarillo 1041", "Rojo 2010", "Azul 5005", "Verde 6018", "Dióxido de titanio" },
            },
            ct
        );
        foreach (var (name, family) in Colours)
        {
            await stage.Post(Molder, "/api/molding/catalog/colores", new { nombre = name, familia = family }, ct);
        }
        await stage.Post(Molder, "/api/molding/catalog/moldes", Mold("BALDE-01", "Balde de 10 l", 176, 30, Piece("Balde", 2, 87)), ct);
        await stage.Post(Molder, "/api/molding/catalog/moldes", Mold("JARRA-02", "Jarra de 2 l", 122, 25, Piece("Jarra", 2, 59)), ct);
        await stage.Post(
            Molder,
            "/api/molding/catalog/moldes",
            Mold("COCINA-07", "Juego de cocina", 152, 26, Piece("Olla", 1, 62), Piece("Tapa", 1, 34), Piece("Cuchara", 2, 16)),
            ct
        );

        var buckets = Order(stage, "OP-1322", "Balde de 10 l (demo)", "BALDE-01", "INY-320 A", -3, 30, 87, 2, 176);
        await Add(stage, buckets with { MetaKg = 1_050, Lotes = [.. Colours.Take(4).Select(c => Lot(c.Name))] }, ct, "liberar");
        await DemoFloor.RunBuckets(stage, "OP-1322", "INY-320 A", ct);

        var jars = Order(stage, "OP-1323", "Jarra de 2 l (demo)", "JARRA-02", "INY-160 B", -9, 25, 59, 2, 122);
        var stock = new[] { Lot("Rojo", 120.5m), Lot("Azul", 80.25m), Lot("Verde", 45.125m) };
        await Add(stage, jars with { TipoOrden = "STOCK", Lotes = stock }, ct, "liberar");
        await DemoFloor.RunJars(stage, "OP-1323", "INY-160 B", ct);
        await stage.Post(Molder, "/api/ordenes/OP-1323/cerrar", new { motivo = "Stock completo" }, ct);

        var kitchen = Order(stage, "OP-1324", "Juego de cocina (demo)", "COCINA-07", "INY-160 B", 3, 26, 32, 4, 152);
        await Add(
            stage,
            kitchen with
            {
                TipoOrden = "POR_CANTIDAD",
                MetaDocenas = 2_000,
                BaseTiempo = "NETO",
                Lotes = [Lot("Amarillo"), Lot("Rosado pastel")],
                Piezas = [Piece("Olla", 1, 62), Piece("Tapa", 1, 34), Piece("Cuchara", 2, 16)],
            },
            ct
        );
        var idea = Order(stage, "OP-1325", "Balde de 10 l (demo)", "BALDE-01", "INY-320 A", 12, 30, 87, 2, 176);
        await Add(stage, idea with { MetaKg = 400 }, ct);
    }

    private static readonly (string Name, string Family)[] Colours =
    [
        ("Amarillo", "SOLIDO"),
        ("Rojo", "SOLIDO"),
        ("Azul", "SOLIDO"),
        ("Verde", "SOLIDO"),
        ("Rosado pastel", "PASTEL"),
        ("Transparente", "TRANSPARENTE"),
    ];

    private static async Task Add(DemoStage stage, DemoOrder order, CancellationToken ct, string? step = null)
    {
        await stage.Post(Molder, "/api/ordenes", order, ct);
        if (step is not null)
        {
            await stage.Post(Molder, $"/api/ordenes/{order.NumeroOp}/{step}", null, ct);
        }
    }

    private static DemoOrder Order(
        DemoStage stage,
        string number,
        string product,
        string mold,
        string machine,
        int startsIn,
        decimal cycle,
        decimal unit,
        int cavities,
        decimal shot
    ) =>
        new(
            number,
            stage.Today.AddDays(startsIn).ToDateTime(new TimeOnly(7, 0)),
            product,
            mold,
            machine,
            "POR_PESO",
            cycle,
            unit,
            cavities,
            shot,
            23,
            null,
            null,
            "ENTREGADO",
            [],
            []
        );

    private static object Mold(string code, string name, decimal shot, decimal cycle, params object[] pieces) =>
        new
        {
            codigo = code,
            nombre = name,
            peso_tiro = shot,
            tiempo_ciclo = cycle,
            piezas = pieces,
        };

    private static object Piece(string name, int cavities, decimal grams) =>
        new
        {
            nombre = name,
            cavidades = cavities,
            peso_unitario = grams,
        };

    private static object Lot(string colour, decimal? stock = null) =>
        new
        {
            color = colour,
            stock_kg = stock,
            personas = 1,
            materiales = new[] { new { nombre = "PP clarificado", partes = 5 }, new { nombre = "Molido de casa", partes = 1 } },
            pigmentos = new[] { new { nombre = "Dióxido de titanio", dosis_gr = 5m } },
        };

    private sealed record DemoOrder(
        string NumeroOp,
        DateTime FechaInicio,
        string Producto,
        string Molde,
        string Maquina,
        string TipoOrden,
        decimal TiempoCiclo,
        decimal PesoUnitario,
        int Cavidades,
        decimal PesoTiro,
        decimal HorasTurno,
        decimal? MetaKg,
        decimal? MetaDocenas,
        string BaseTiempo,
        IReadOnlyList<object> Lotes,
        IReadOnlyList<object> Piezas
    );

    private const string AnythingSql = """
        SELECT EXISTS (SELECT FROM molding.orden_produccion) OR EXISTS (SELECT FROM molding.maquina) OR EXISTS (SELECT FROM molding.molde)
        """;
}
