using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Workflow.Tests.Architecture;

/// <summary>The solution as it lies on disk.</summary>
internal static partial class Rooms
{
    public static readonly string Root = FindRoot();

    /// <summary>Paths of the solution's projects from its folder, by project name.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = ProjectPath()
        .Matches(File.ReadAllText(Path.Combine(Root, "Workflow.sln")))
        .Select(match => match.Groups[1].Value.Replace('\\', '/'))
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path)!);

    public static XElement ReadProject(string name) => XElement.Load(Path.Combine(Root, Projects[name]));

    /// <summary>What the items of a kind include, by file name where it is a path.</summary>
    public static IEnumerable<string> Items(string project, string kind) =>
        ReadProject(project).Descendants(kind).Select(item => item.Attribute("Include")!.Value);

    public static IEnumerable<string> ProjectReferences(string project) =>
        Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public static IReadOnlyList<string> AssemblyReferences(string assembly) => Read(assembly, metadata =>
        metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)));

    /// <summary>Full names of the types that an assembly uses and does not define.</summary>
    public static IReadOnlyList<string> TypeReferences(string assembly) => Read(assembly, metadata =>
        metadata.TypeReferences.Select(handle => NameOf(metadata, handle)));

    /// <summary>Members of other assemblies' types that an assembly uses, as <c>Namespace.Type.Member</c>.</summary>
    public static IReadOnlyList<string> MemberReferences(string assembly) => Read(assembly, metadata =>
        metadata.MemberReferences
            .Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind is HandleKind.TypeReference)
            .Select(member => $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}"));

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    private static List<string> Read(string assembly, Func<MetadataReader, IEnumerable<string>> select)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        return [.. select(file.GetMetadataReader())];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Workflow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Workflow.sln.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectPath();
}
