using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Faena.Modules.Molding.Catalogs;

/// <summary>
/// Adds what is missing of the names given, all of them or none; sent again it changes nothing. A known name with another type is
/// somebody's mistake, and nobody guesses whose.
/// </summary>
public static class EnsureEntries
{
    private const int Most = 5_000;
    private const int LongestName = 100;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/catalog", Handle)
            .Needs("molding.manage_catalog")
            .TakesAtMost(2 * BodyLimit.Megabyte)
            .Refuses(
                409,
                "colorant_name_taken",
                "colour_name_taken",
                "entry_of_another_type",
                "machine_name_taken",
                "material_name_taken",
                "mold_code_taken"
            )
            .Refuses(422);

    public sealed record Request(
        IReadOnlyList<Material>? Materiales,
        IReadOnlyList<string>? Pigmentos,
        IReadOnlyList<string>? Colores,
        IReadOnlyList<Machine>? Maquinas,
        IReadOnlyList<Mold>? Moldes
    );

    public sealed record Material(string Nombre, string Tipo);

    public sealed record Machine(string Nombre, string Tipo);

    public sealed record Mold(string Codigo, string? Nombre);

    /// <summary>How many entries each catalog gained.</summary>
    public sealed record Response(int Materiales, int Pigmentos, int Colores, int Maquinas, int Moldes);

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Request body, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var fields = new Fields(errors);
        var materials = Pairs(
            fields.Items(body.Materiales, Most).Select(m => (m.At.Name(m.Item.Nombre, LongestName), m.At.Name(m.Item.Tipo, 40)))
        );
        var machines = Pairs(
            fields
                .Items(body.Maquinas, Most)
                .Select(m => (m.At.Name(m.Item.Nombre, LongestName), m.At.Name(m.Item.Tipo, 60, required: false)))
        );
        var molds = Pairs(
            fields
                .Items(body.Moldes, Most)
                .Select(m => (m.At.Name(m.Item.Codigo, LongestName), m.At.Name(m.Item.Nombre, 150, required: false)))
        );
        var colorants = new { names = fields.Names(body.Pigmentos, Most, LongestName).ToArray() };
        var colours = new { names = fields.Names(body.Colores, Most, LongestName).ToArray() };
        if (errors.Any)
        {
            return Problem.Invalid(errors);
        }
        await using var work = await db.Begin(ct);
        var response = new Response(
            await work.Execute(AddMaterialsSql, materials),
            await work.Execute(AddColorantsSql, colorants),
            await work.Execute(AddColoursSql, colours),
            await work.Execute(AddMachinesSql, machines),
            await work.Execute(AddMoldsSql, molds)
        );
        // After adding: a name that comes twice in one request is held to the type it came with first.
        var differing = (await work.Query<Different>(DifferentMaterialsSql, materials))
            .Concat(await work.Query<Different>(DifferentMachinesSql, machines))
            .ToList();
        if (differing.Count > 0)
        {
            return Problem.Conflict("entry_of_another_type", new { nombres = differing.Select(d => $"{d.Nombre} ({d.Tipo})") });
        }
        await work.Commit();
        return TypedResults.Ok(response);
    }

    /// <summary>Adds those of the names that their catalog lacks, with the type or class given; a mold's second text is its name.</summary>
    /// <param name="catalog">The word that <c>molding.v_catalogo</c> has for it.</param>
    internal static Task<int> Add(DbWork work, string catalog, IReadOnlyList<(string Name, string Type)> entries) =>
        work.Execute(
            catalog switch
            {
                "maquina" => AddMachinesSql,
                "molde" => AddMoldsSql,
                "material" => AddMaterialsSql,
                "pigmento" => AddColorantsSql,
                "color" => AddColoursSql,
                _ => throw new ArgumentOutOfRangeException(nameof(catalog), catalog, null),
            },
            Pairs(entries)
        );

    private sealed record Different(string Nombre, string Tipo);

    private static object Pairs(IEnumerable<(string Name, string Type)> entries)
    {
        var all = entries.ToList();
        return new { names = all.Select(e => e.Name).ToArray(), types = all.Select(e => e.Type).ToArray() };
    }

    private const string AddMaterialsSql = """
        INSERT INTO molding.material (nombre, tipo)
        SELECT DISTINCT ON (lower(g.nombre)) g.nombre, g.tipo
        FROM unnest(@names::text[], @types::text[]) WITH ORDINALITY AS g (nombre, tipo, orden)
        WHERE NOT EXISTS (SELECT FROM molding.v_catalogo c WHERE c.catalogo = 'material' AND c.clave = lower(g.nombre))
        ORDER BY lower(g.nombre), g.orden
        ON CONFLICT DO NOTHING
        """;

    private const string AddMachinesSql = """
        INSERT INTO molding.maquina (nombre, tipo)
        SELECT DISTINCT ON (lower(g.nombre)) g.nombre, g.tipo
        FROM unnest(@names::text[], @types::text[]) WITH ORDINALITY AS g (nombre, tipo, orden)
        WHERE NOT EXISTS (SELECT FROM molding.v_catalogo c WHERE c.catalogo = 'maquina' AND c.clave = lower(g.nombre))
        ORDER BY lower(g.nombre), g.orden
        ON CONFLICT DO NOTHING
        """;

    private const string AddMoldsSql = """
        INSERT INTO molding.molde (codigo, nombre)
        SELECT DISTINCT ON (lower(g.codigo)) g.codigo, g.nombre
        FROM unnest(@names::text[], @types::text[]) WITH ORDINALITY AS g (codigo, nombre, orden)
        WHERE NOT EXISTS (SELECT FROM molding.v_catalogo c WHERE c.catalogo = 'molde' AND c.clave = lower(g.codigo))
        ORDER BY lower(g.codigo), g.orden
        ON CONFLICT DO NOTHING
        """;

    private const string AddColorantsSql = """
        INSERT INTO molding.pigmento (nombre)
        SELECT DISTINCT ON (lower(n)) n FROM unnest(@names::text[]) WITH ORDINALITY AS g (n, orden)
        WHERE NOT EXISTS (SELECT FROM molding.v_catalogo c WHERE c.catalogo = 'pigmento' AND c.clave = lower(n))
        ORDER BY lower(n), orden
        ON CONFLICT DO NOTHING
        """;

    private const string AddColoursSql = """
        INSERT INTO molding.color (nombre)
        SELECT DISTINCT ON (lower(n)) n FROM unnest(@names::text[]) WITH ORDINALITY AS g (n, orden)
        WHERE NOT EXISTS (SELECT FROM molding.v_catalogo c WHERE c.catalogo = 'color' AND c.clave = lower(n))
        ORDER BY lower(n), orden
        ON CONFLICT DO NOTHING
        """;

    private const string DifferentMaterialsSql = """
        SELECT DISTINCT c.nombre, c.tipo FROM unnest(@names::text[], @types::text[]) AS g (nombre, tipo)
        JOIN molding.v_catalogo c ON c.catalogo = 'material' AND c.clave = lower(g.nombre)
        WHERE lower(c.tipo) <> lower(g.tipo)
        """;

    private const string DifferentMachinesSql = """
        SELECT DISTINCT c.nombre, c.tipo FROM unnest(@names::text[], @types::text[]) AS g (nombre, tipo)
        JOIN molding.v_catalogo c ON c.catalogo = 'maquina' AND c.clave = lower(g.nombre)
        WHERE lower(c.tipo) <> lower(g.tipo) AND g.tipo <> ''
        """;
}
