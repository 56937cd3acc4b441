using Faena.Kernel.Database;
using Faena.Kernel.Http;

namespace Faena.Modules.Molding.Weighing;

/// <summary>Reads and writes weighings.</summary>
internal static class BaleTable
{
    public static Task<IReadOnlyList<Bale>> OfSheet(DbWork work, long sheet) => work.Query<Bale>(OfSheetSql, new { sheet });

    public static Task<IReadOnlyList<Bale>> OfSheet(Db db, long sheet, CancellationToken ct) =>
        db.Query<Bale>(OfSheetSql, new { sheet }, ct);

    /// <summary>Those that a device has sent already.</summary>
    public static Task<IReadOnlyList<Bale>> Sent(DbWork work, IEnumerable<Guid> clients) =>
        work.Query<Bale>(SentSql, new { clients = clients.ToArray() });

    public static Task<Bale?> Find(Db db, string code, CancellationToken ct) => db.One<Bale>(ByCodeSql, new { code }, ct);

    /// <summary>The weighing, and nobody else voids it until the transaction ends.</summary>
    public static Task<Bale?> Hold(DbWork work, long sheet, long id) => work.One<Bale>(HoldSql, new { sheet, id });

    /// <summary>Adds what is new of them; one that came twice at the same moment is added once.</summary>
    public static Task<int> Add(DbWork work, IReadOnlyCollection<Bale> bales, string user, DateTimeOffset now) =>
        work.Execute(
            AddSql,
            new
            {
                bales = Json.Of(bales),
                user,
                now,
            }
        );

    public static Task<int> Void(DbWork work, long id, string reason, string user, DateTimeOffset now) =>
        work.Execute(
            VoidSql,
            new
            {
                id,
                reason,
                user,
                now,
            }
        );

    private const string Columns = """
        id, id_cliente, id_registro, serie, peso_kg, id_color, color, operador, balanza, manual, hora_registro, anulado, motivo_anulacion
        """;

    private const string OfSheetSql = $"SELECT {Columns} FROM molding.control_peso WHERE id_registro = @sheet::bigint ORDER BY id";

    private const string SentSql = $"SELECT {Columns} FROM molding.control_peso WHERE id_cliente = ANY (@clients::uuid[])";

    private const string ByCodeSql = $"SELECT {Columns} FROM molding.control_peso WHERE serie = @code::text";

    private const string HoldSql = $"""
        SELECT {Columns} FROM molding.control_peso WHERE id = @id::bigint AND id_registro = @sheet::bigint FOR UPDATE
        """;

    private const string AddSql = """
        INSERT INTO molding.control_peso (id_cliente, id_registro, serie, peso_kg, id_color, color, operador, balanza, manual,
          hora_registro, creado_por)
        SELECT v.id_cliente, v.id_registro, v.serie, v.peso_kg, v.id_color, v.color, v.operador, v.balanza, v.manual, @now::timestamptz,
          @user::text
        FROM jsonb_array_elements(@bales::jsonb) WITH ORDINALITY AS b (valor, posicion),
          jsonb_to_record(b.valor) AS v (id_cliente uuid, id_registro bigint, serie text, peso_kg numeric, id_color bigint, color text,
            operador text, balanza text, manual boolean)
        ORDER BY b.posicion
        ON CONFLICT (id_cliente) DO NOTHING
        """;

    private const string VoidSql = """
        UPDATE molding.control_peso SET anulado = true, motivo_anulacion = @reason::text, anulado_por = @user::text,
          fecha_anulacion = @now::timestamptz
        WHERE id = @id::bigint
        """;
}
