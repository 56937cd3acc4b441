using System.Globalization;
using Faena.Kernel.Access;
using Faena.Kernel.Database;
using Faena.Kernel.Languages;

namespace Faena.Modules.Downtime.QuickNotes;

/// <summary>The quick notes in their order; with <c>?active=true</c> only those in use.</summary>
public static class ListQuickNotes
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/quick-notes", Handle).Needs("downtime.read").Everywhere("the company has one list of quick notes");

    public sealed record Response(IReadOnlyList<QuickNote> QuickNotes);

    public sealed record QuickNote(long Id, BothNames Names, int SortOrder, bool Active, long Version);

    public sealed record BothNames(string Es, string En);

    private static async Task<Response> Handle(bool? active, Db db, CancellationToken ct) => new(await Read(db, active ?? false, ct));

    internal static async Task<IReadOnlyList<QuickNote>> Read(Db db, bool onlyActive, CancellationToken ct) =>
        [
            .. (await db.Query<Row>(NotesSql, new { onlyActive }, ct)).Select(r => new QuickNote(
                r.Id,
                new BothNames(r.NameEs, r.NameEn),
                r.SortOrder,
                r.Active,
                r.Version
            )),
        ];

    /// <summary>The sentences in use, in the reader's language.</summary>
    internal static async Task<IReadOnlyList<string>> InUse(Db db, CancellationToken ct) =>
        [.. (await Read(db, onlyActive: true, ct)).Select(n => IsEnglish ? n.Names.En : n.Names.Es)];

    private static bool IsEnglish => CultureInfo.CurrentCulture.TwoLetterISOLanguageName == TextCatalog.English;

    private sealed record Row(long Id, string NameEs, string NameEn, int SortOrder, bool Active, long Version);

    private const string NotesSql = """
        SELECT id, name_es, name_en, sort_order, active, version FROM downtime.quick_note
        WHERE active OR NOT @onlyActive::boolean ORDER BY sort_order, id
        """;
}
