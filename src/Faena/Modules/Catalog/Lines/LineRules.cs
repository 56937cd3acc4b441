using Faena.Kernel.Http;

namespace Faena.Modules.Catalog.Lines;

/// <summary>What the fields of a production line may hold.</summary>
internal static class LineRules
{
    public const int MostCrew = 50;
    private const int CodeLength = 40;
    private const int NameLength = 100;

    public static FieldErrors Check(string code, string name, int crew) =>
        new FieldErrors()
            .Require(code.Length > 0, "code", "required")
            .Require(code.Length <= CodeLength, "code", "too_long", new { max = CodeLength })
            .Require(name.Length > 0, "name", "required")
            .Require(name.Length <= NameLength, "name", "too_long", new { max = NameLength })
            .Require(crew is >= 0 and <= MostCrew, "crew", "crew_range", new { most = MostCrew });
}
