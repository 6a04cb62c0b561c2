using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Workflow.Tests.Architecture;

namespace Workflow.Tests.Functions;

/// <summary>Holds the declarations in <c>tests/AzureFunctions.Surface</c> to the real packages, wherever the feed serves those.</summary>
public sealed class SurfaceTests : IDisposable
{
    private const string Surface = "AzureFunctions.Surface";
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly MetadataLoadContext context;
    private readonly Type[] surface;
    private readonly ILookup<string, Type> real;

    public SurfaceTests()
    {
        Assert.SkipWhen(
            typeof(TaskOrchestrationContext).Assembly.GetName().Name == Surface,
            "The Azure Functions packages are not there to compare the declarations with.");

        var output = AppContext.BaseDirectory;
        var configuration = Path.GetRelativePath(Path.Combine(Rooms.Root, "tests", "Workflow.Tests"), output);
        var path = Path.Combine(Rooms.Root, "tests", Surface, configuration, $"{Surface}.dll");
        Assert.True(File.Exists(path), $"{path} is missing: build the whole solution.");

        string[] framework = [.. Trusted().Where(file => !Path.GetFileName(file).StartsWith(Surface, StringComparison.Ordinal))];
        context = new MetadataLoadContext(new PathAssemblyResolver([.. framework, path]));
        surface = context.LoadFromAssemblyPath(path).GetExportedTypes();
        real = framework
            .Where(file => Path.GetFileName(file) is { } name
                && (name.StartsWith("Microsoft.DurableTask.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.Azure.Functions.Worker", StringComparison.Ordinal)))
            .SelectMany(file => context.LoadFromAssemblyPath(file).GetExportedTypes())
            .ToLookup(type => type.FullName!);
    }

    public void Dispose() => context?.Dispose();

    [Fact]
    public void Every_Declared_Type_Exists_And_Is_Of_The_Same_Kind() =>
        Assert.All(surface, type => Assert.Equal(KindOf(type), KindOf(RealOf(type))));

    [Fact]
    public void Every_Declared_Member_Exists_With_The_Same_Signature() =>
        Assert.All(surface, type =>
        {
            var there = Chain(RealOf(type)).SelectMany(MembersOf).ToHashSet();
            Assert.Empty(MembersOf(type).Except(there));
        });

    [Fact]
    public void Nothing_That_A_Subclass_Has_To_Implement_Is_Left_Out() =>
        Assert.All(surface.Where(type => type.IsAbstract && !type.IsSealed), type => Assert.Empty(
            AbstractMembersOf(RealOf(type)).Except(AbstractMembersOf(type))));

    private Type RealOf(Type type) => Assert.Single(real[type.FullName!]);

    private static string[] Trusted() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private static string KindOf(Type type) =>
        $"{type} {(type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : "class")}"
        + $"{(type.IsAbstract ? " abstract" : "")}{(type.IsSealed ? " sealed" : "")} : {BaseOf(type)}";

    /// <summary>A declaration may leave out what its base adds, but not that it is an attribute or an exception.</summary>
    private static string BaseOf(Type type) =>
        Chain(type).Select(one => one.FullName).FirstOrDefault(name => name is "System.Attribute" or "System.Exception") ?? "";

    private static IEnumerable<Type> Chain(Type type)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            yield return one;
        }
    }

    private static IEnumerable<string> AbstractMembersOf(Type type) =>
        type.GetMethods(Declared).Where(method => method.IsAbstract && !method.IsAssembly).Select(SignatureOf);

    private static IEnumerable<string> MembersOf(Type type) => type.IsEnum
        ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {field.GetRawConstantValue()}")
        : type.GetConstructors(Declared).Cast<MethodBase>().Concat(type.GetMethods(Declared))
            .Where(method => (method.IsPublic || method.IsFamily) && !IsSynthesized(method))
            .Select(SignatureOf);

    private static bool IsSynthesized(MethodBase method) =>
        method.Name is ".cctor" or "PrintMembers"
        || (method.GetCustomAttributesData().Any(attribute => attribute.AttributeType.FullName == typeof(CompilerGeneratedAttribute).FullName)
            && !method.IsSpecialName)
        || (method.IsConstructor && method.IsFamily && method.DeclaringType!.GetMethod("<Clone>$", Declared) is not null)
        || method.Name is "op_Equality" or "op_Inequality" or "get_EqualityContract"
        || (method.Name is "ToString" or "Equals" or "GetHashCode" && method.IsVirtual);

    private static string SignatureOf(MethodBase method)
    {
        var parameters = string.Join(", ", method.GetParameters().Select(parameter =>
            $"{parameter.ParameterType} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue}" : "")}"));
        var kind = $"{(method.IsStatic ? "static " : "")}{(method.IsAbstract ? "abstract " : "")}";
        return $"{kind}{(method as MethodInfo)?.ReturnType} {method.Name}({parameters})";
    }
}
