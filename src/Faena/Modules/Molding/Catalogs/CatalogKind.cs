namespace Faena.Modules.Molding.Catalogs;

/// <summary>One catalog of the plant: what its entries have and how they are stored. Every catalog works alike.</summary>
/// <param name="Key">Its word in addresses and texts.</param>
/// <param name="Word">The same, in the singular, as <c>molding.v_catalogo</c> has it.</param>
public sealed record CatalogKind(string Key, string Word)
{
    /// <summary>The first is the one by which entries are told apart.</summary>
    public required IReadOnlyList<CatalogField> Fields { get; init; }

    /// <summary>What an entry is made of: the pieces of a mold or a product.</summary>
    public IReadOnlyList<CatalogField> Pieces { get; init; } = [];

    /// <summary>Every entry as one JSON object, with its pieces.</summary>
    public required string ListSql { get; init; }

    /// <summary>Adds <c>@entry</c>, answers its id.</summary>
    public required string AddSql { get; init; }

    /// <summary>Lays the members of <c>@entry</c> over the entry.</summary>
    public required string ChangeSql { get; init; }

    public string? RemovePiecesSql { get; init; }
    public string? AddPiecesSql { get; init; }

    /// <summary>What points at <c>@id</c> points at <c>@into</c>.</summary>
    public required string RepointSql { get; init; }

    public required string RemoveSql { get; init; }

    public CatalogField Identity => Fields[0];

    public static IReadOnlyList<CatalogKind> All { get; } =
    [MachineCatalog.Kind, MoldCatalog.Kind, ProductCatalog.Kind, MaterialCatalog.Kind, ColorantCatalog.Kind, ColourCatalog.Kind];
}
