using System.Collections.Immutable;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Faena.Tests.Architecture;

/// <summary>
/// Which constants (texts and whole numbers) may come to the calls of a set of methods: through locals, parameters, fields and answers,
/// whatever the order. What is computed counts as <see cref="Unknown"/>.
/// </summary>
internal sealed class ConstantFlow
{
    public static readonly object Unknown = new();

    public sealed record Call(MethodDefinition In, MethodReference Target, IReadOnlyList<ImmutableHashSet<object>> Arguments);

    private static readonly ImmutableHashSet<object> Nothing = [];
    private static readonly ImmutableHashSet<object> Anything = [Unknown];

    private readonly Dictionary<string, ImmutableHashSet<object>> places = new(StringComparer.Ordinal);
    private bool changed;

    /// <summary>All calls that the methods make, with what may be given to each.</summary>
    public IReadOnlyList<Call> CallsIn(IReadOnlyCollection<MethodDefinition> methods)
    {
        List<Call> calls;
        do
        {
            changed = false;
            calls = [.. methods.SelectMany(Run)];
        } while (changed);
        return calls;
    }

    private List<Call> Run(MethodDefinition method)
    {
        var calls = new List<Call>();
        var stacks = new Dictionary<Instruction, ImmutableStack<ImmutableHashSet<object>>>();
        var waiting = new Stack<Instruction>();
        Reach(method.Body.Instructions[0], []);
        foreach (var handler in method.Body.ExceptionHandlers)
        {
            var takesException = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
            Reach(handler.HandlerStart, takesException ? [Anything] : []);
            if (handler.FilterStart is { } filter)
            {
                Reach(filter, [Anything]);
            }
        }
        while (waiting.TryPop(out var at))
        {
            Step(at, stacks[at]);
        }
        return [.. calls.GroupBy(c => c.Target).SelectMany(g => g)];

        void Reach(Instruction to, ImmutableStack<ImmutableHashSet<object>> stack)
        {
            if (!stacks.TryGetValue(to, out var known))
            {
                stacks[to] = stack;
                waiting.Push(to);
                return;
            }
            var merged = ImmutableStack.CreateRange(known.Zip(stack, (one, other) => one.Union(other)).Reverse());
            if (!merged.Zip(known, (now, before) => now.Count == before.Count).All(same => same))
            {
                stacks[to] = merged;
                waiting.Push(to);
            }
        }

        void Step(Instruction at, ImmutableStack<ImmutableHashSet<object>> stack)
        {
            stack =
                at.Operand is MethodReference target && at.OpCode.FlowControl == FlowControl.Call
                    ? Invoke(at, target, stack)
                    : Move(at, stack);
            foreach (
                var to in at.Operand is Instruction[] cases ? cases
                : at.Operand is Instruction one ? [one]
                : []
            )
            {
                Reach(to, at.OpCode.Code is Code.Leave or Code.Leave_S ? [] : stack);
            }
            if (at.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw) && at.Next is { } next)
            {
                Reach(next, stack);
            }
        }

        ImmutableStack<ImmutableHashSet<object>> Invoke(
            Instruction at,
            MethodReference target,
            ImmutableStack<ImmutableHashSet<object>> stack
        )
        {
            var arguments = new ImmutableHashSet<object>[target.Parameters.Count];
            for (var i = arguments.Length - 1; i >= 0; i--)
            {
                stack = stack.Pop(out arguments[i]);
            }
            if (target.HasThis && at.OpCode.Code != Code.Newobj)
            {
                stack = stack.Pop();
            }
            calls.Add(new Call(method, target, arguments));
            var definition = target.Resolve() is { } found && found.Module == method.Module ? found : null;
            for (var i = 0; definition is { HasBody: true } && i < arguments.Length; i++)
            {
                Put($"{definition.FullName}|{i}", arguments[i]);
            }
            return at.OpCode.Code == Code.Newobj ? stack.Push(Anything)
                : target.ReturnType.FullName == "System.Void" ? stack
                : stack.Push(definition is { HasBody: true } ? Get($"{definition.FullName}|answer") : Anything);
        }

        ImmutableStack<ImmutableHashSet<object>> Move(Instruction at, ImmutableStack<ImmutableHashSet<object>> stack)
        {
            switch (at.OpCode.Code)
            {
                case Code.Ldstr:
                    return stack.Push([(string)at.Operand]);
                case Code.Ldnull:
                    return stack.Push(Nothing);
                case Code.Dup:
                    return stack.Push(stack.Peek());
                case Code.Ldfld or Code.Ldflda or Code.Ldsfld or Code.Ldsflda:
                    stack = at.OpCode.Code is Code.Ldfld or Code.Ldflda ? stack.Pop() : stack;
                    return stack.Push(Get(((FieldReference)at.Operand).FullName, Anything));
                case Code.Stfld or Code.Stsfld:
                    stack = stack.Pop(out var stored);
                    Put(((FieldReference)at.Operand).FullName, stored);
                    return at.OpCode.Code == Code.Stfld ? stack.Pop() : stack;
                case Code.Ret:
                    if (!stack.IsEmpty)
                    {
                        Put($"{method.FullName}|answer", stack.Peek());
                    }
                    return [];
            }
            if (NumberIn(at) is { } number)
            {
                return stack.Push([number]);
            }
            if (PlaceOf(at) is { } place)
            {
                if (at.OpCode.StackBehaviourPop == StackBehaviour.Pop1)
                {
                    stack = stack.Pop(out var stored);
                    Put(place, stored);
                    return stack;
                }
                return stack.Push(Get(place));
            }
            for (var i = Pops(at, stack); i > 0; i--)
            {
                stack = stack.Pop();
            }
            for (var i = Pushes(at); i > 0; i--)
            {
                stack = stack.Push(Anything);
            }
            return stack;
        }

        string? PlaceOf(Instruction at)
        {
            var name = at.OpCode.Name;
            if (name.StartsWith("ldloc", StringComparison.Ordinal) || name.StartsWith("stloc", StringComparison.Ordinal))
            {
                var index = at.Operand is VariableDefinition variable ? variable.Index : name[^1] - '0';
                return $"{method.FullName}|local {index}";
            }
            if (name.StartsWith("ldarg", StringComparison.Ordinal) || name.StartsWith("starg", StringComparison.Ordinal))
            {
                var index = at.Operand is ParameterDefinition parameter ? parameter.Index : name[^1] - '0' - (method.HasThis ? 1 : 0);
                return $"{method.FullName}|{index}";
            }
            return null;
        }
    }

    private ImmutableHashSet<object> Get(string place, ImmutableHashSet<object>? otherwise = null) =>
        places.GetValueOrDefault(place) ?? otherwise ?? Nothing;

    private void Put(string place, ImmutableHashSet<object> values)
    {
        var known = Get(place);
        var now = known.Union(values);
        if (now.Count != known.Count || !places.ContainsKey(place))
        {
            places[place] = now;
            changed = true;
        }
    }

    private static object? NumberIn(Instruction at) =>
        at.OpCode.Code switch
        {
            Code.Ldc_I4 => (int)at.Operand,
            Code.Ldc_I4_S => (int)(sbyte)at.Operand,
            >= Code.Ldc_I4_0 and <= Code.Ldc_I4_8 => at.OpCode.Code - Code.Ldc_I4_0,
            _ => null,
        };

    private static int Pops(Instruction at, ImmutableStack<ImmutableHashSet<object>> stack) =>
        at.OpCode.StackBehaviourPop switch
        {
            StackBehaviour.Pop0 => 0,
            StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
            StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 => 3,
            StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref => 3,
            StackBehaviour.PopAll => stack.Count(),
            _ => 2,
        };

    private static int Pushes(Instruction at) =>
        at.OpCode.StackBehaviourPush switch
        {
            StackBehaviour.Push0 => 0,
            StackBehaviour.Push1_push1 => 2,
            _ => 1,
        };
}
