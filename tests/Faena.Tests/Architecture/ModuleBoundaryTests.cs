using Mono.Cecil;

namespace Faena.Tests.Architecture;

public class ModuleBoundaryTests
{
    [Fact]
    public void A_module_uses_only_the_front_of_the_modules_it_may_use()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(Program).Assembly.Location);
        var offences =
            from type in assembly.MainModule.GetTypes()
            let home = ModuleOf(type)
            where home is not null
            from used in TypesUsedBy(type).Select(Outermost).DistinctBy(t => t.FullName)
            let other = ModuleOf(used)
            where other is not null && other != home && other != ModulePicture.Kernel
            where !ModulePicture.MayUse[home].Contains(other) || used.Namespace != "Faena.Modules." + other
            select $"{type.FullName} -> {used.FullName}";

        Assert.Empty(offences);
    }

    [Fact]
    public void Every_module_is_in_the_picture()
    {
        using var assembly = AssemblyDefinition.ReadAssembly(typeof(Program).Assembly.Location);

        Assert.Subset(ModulePicture.MayUse.Keys.ToHashSet(), assembly.MainModule.GetTypes().Select(ModuleOf).OfType<string>().ToHashSet());
    }

    private static string? ModuleOf(TypeReference type) => ModulePicture.ModuleOf(Outermost(type).Namespace);

    private static TypeReference Outermost(TypeReference type) =>
        type.GetElementType() is { DeclaringType: { } around } ? Outermost(around) : type.GetElementType();

    private static IEnumerable<TypeReference> TypesUsedBy(TypeDefinition type)
    {
        IEnumerable<TypeReference?> direct =
        [
            type.BaseType,
            .. type.Interfaces.Select(i => i.InterfaceType),
            .. type.CustomAttributes.Select(a => a.AttributeType),
            .. type.Fields.Select(f => f.FieldType),
            .. type.Methods.SelectMany(m => m.Parameters.Select(p => p.ParameterType).Append(m.ReturnType)),
            .. type
                .Methods.Where(m => m.HasBody)
                .SelectMany(m =>
                    m.Body.Variables.Select(v => v.VariableType).Concat(m.Body.Instructions.SelectMany(i => TypesIn(i.Operand)))
                ),
        ];
        return direct.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference?> TypesIn(object? operand) =>
        operand switch
        {
            TypeReference type => [type],
            GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
            MemberReference member => [member.DeclaringType],
            _ => [],
        };

    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type is GenericInstanceType generic ? generic.GenericArguments.SelectMany(Parts).Append(type) : [type];
}
