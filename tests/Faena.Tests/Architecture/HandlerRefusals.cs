using System.Reflection;
using System.Text.RegularExpressions;
using Faena.Kernel.Access;
using Faena.Kernel.Http;
using Faena.Tests.Support;
using Mono.Cecil;

namespace Faena.Tests.Architecture;

/// <summary>
/// What a handler can answer instead of what was asked for: read from the built app, from the handler through all that it calls in our
/// own code to the refusals made there, and to the constraints of the tables that its statements write.
/// </summary>
internal sealed partial class HandlerRefusals(ModuleDefinition module, Func<string, bool> isCode)
{
    private const int Conflict = 409;
    private const int Invalid = 422;

    private static readonly string[] Ends =
    [
        typeof(Problem).FullName!,
        typeof(FieldErrors).FullName!,
        typeof(ProblemTexts).FullName!,
        typeof(ScopeKind).FullName!,
    ];

    private readonly ILookup<string, MethodDefinition> implementations = module
        .GetTypes()
        .Where(type => !type.IsInterface)
        .SelectMany(type => type.Methods)
        .Where(method => method.IsVirtual)
        .ToLookup(method => method.Name, StringComparer.Ordinal);

    private readonly IReadOnlyList<(string Table, string Name, string Columns)> constraints =
    [
        .. TableConstraint()
            .Matches(File.ReadAllText(Repo.PathOf("db/schema.sql")))
            .Select(m => (m.Groups["table"].Value, m.Groups["name"].Value, m.Groups["columns"].Value))
            .Where(c => isCode(c.Item2)),
    ];

    /// <summary>A status with each of its codes; 422 without, since its codes are fields'.</summary>
    public SortedSet<(int Status, string Code)> Of(MethodInfo handler)
    {
        var reached = Reach((MethodDefinition)module.LookupToken(handler.MetadataToken));
        var refusals = new SortedSet<(int, string)>();
        var calls = new ConstantFlow().CallsIn(reached);
        foreach (var call in calls.Where(c => c.Target.DeclaringType.FullName == typeof(Problem).FullName))
        {
            refusals.UnionWith(RefusalsOf(call, calls));
        }
        foreach (var sql in reached.SelectMany(m => m.Body.Instructions).Select(i => i.Operand).OfType<string>().Distinct())
        {
            foreach (var (_, name, _) in constraints.Where(c => Writes(sql, c.Table, c.Columns)))
            {
                refusals.Add((Conflict, name));
            }
        }
        return refusals;
    }

    private static IEnumerable<(int, string)> RefusalsOf(ConstantFlow.Call call, IEnumerable<ConstantFlow.Call> calls)
    {
        var (statuses, codes) = call.Target.Name switch
        {
            nameof(Problem.Conflict) => ([Conflict], call.Arguments[0]),
            nameof(Problem.Forbidden) => ([403], call.Arguments[0]),
            nameof(Problem.NotFound) => ([404], call.Arguments[0]),
            nameof(Problem.Invalid) => ([Invalid], [""]),
            _ => (call.Arguments[0].SelectMany(status => StatusesOf(status, call.In, calls)), call.Arguments[1]),
        };
        return from status in statuses
            from code in codes
            let number = status as int?
                ?? throw new InvalidOperationException($"{call.In.FullName} refuses with a status that is computed.")
            select (number, number == Invalid ? "" : code as string ?? $"computed in {call.In.FullName}");
    }

    // A version that is no longer today's is told by If-Match, or by the body where the slice looks there.
    private static IEnumerable<object> StatusesOf(object status, MethodDefinition within, IEnumerable<ConstantFlow.Call> calls) =>
        status != ConstantFlow.Unknown
            ? [status]
            : calls
                .Where(c => c.In == within && c.Target.Name == nameof(Tag.StaleStatus))
                .SelectMany(c => (object[])(c.Arguments[1].IsEmpty ? [412] : [412, Conflict]));

    private HashSet<MethodDefinition> Reach(MethodDefinition root)
    {
        var reached = new HashSet<MethodDefinition>();
        var waiting = new Stack<MethodDefinition>([root]);
        while (waiting.TryPop(out var method))
        {
            if (!method.HasBody || Ends.Contains(method.DeclaringType.FullName) || !reached.Add(method))
            {
                continue;
            }
            foreach (
                var next in StateMachineOf(method)
                    .Concat(method.Body.Instructions.Select(i => i.Operand).OfType<MethodReference>().SelectMany(Targets))
            )
            {
                waiting.Push(next);
            }
        }
        return reached;
    }

    private IEnumerable<MethodDefinition> Targets(MethodReference called)
    {
        if (called.DeclaringType.Scope != module || called.Resolve() is not { } method)
        {
            return [];
        }
        return method is { IsVirtual: true, DeclaringType.IsInterface: true } or { IsAbstract: true }
            ? implementations[method.Name].Where(m => m.Parameters.Count == method.Parameters.Count)
            : [method];
    }

    private static IEnumerable<MethodDefinition> StateMachineOf(MethodDefinition method) =>
        from attribute in method.CustomAttributes
        where attribute.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal)
        let machine = ((TypeReference)attribute.ConstructorArguments[0].Value).Resolve()
        from move in machine.Methods
        where move.Name == "MoveNext"
        select move;

    private static bool Writes(string sql, string table, string columns) =>
        Regex.IsMatch(sql, $@"INSERT INTO {Regex.Escape(table)}\b")
        || (
            Regex.IsMatch(sql, $@"UPDATE {Regex.Escape(table)}\b")
            && Word().Matches(columns).Any(column => Regex.IsMatch(sql, $@"\b{column.Value}\s*="))
        );

    [GeneratedRegex(
        @"ALTER TABLE ONLY (?<table>\S+)\s+ADD CONSTRAINT (?<name>\w+) (?:UNIQUE|EXCLUDE)(?<columns>[^;]*);|CREATE UNIQUE INDEX (?<name>\w+) ON (?<table>\S+) (?<columns>[^;]*);"
    )]
    private static partial Regex TableConstraint();

    [GeneratedRegex(@"[a-z_]+")]
    private static partial Regex Word();
}
