namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>A value in a manifest: a scalar, a list or a mapping.</summary>
/// <param name="Value">Of a scalar; null for the others, and for an empty scalar.</param>
/// <param name="Items">Of a list; empty for the others.</param>
/// <param name="Entries">Of a mapping; empty for the others.</param>
/// <param name="Line">From 1.</param>
/// <param name="Size">How many values it consists of, with itself; those behind aliases count each time.</param>
internal sealed record ManifestNode(
    string? Value, IReadOnlyList<ManifestNode> Items, IReadOnlyDictionary<string, ManifestNode> Entries, int Line, int Size)
{
    public static readonly ManifestNode Empty = new(null, [], new Dictionary<string, ManifestNode>(), 0, 0);

    /// <summary>As it is written, such as <c>!Ref</c>; null where there is none.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether it is a list, if only an empty one.</summary>
    public bool IsList { get; init; }

    /// <summary>The value behind a key; an empty one where there is none.</summary>
    public ManifestNode this[string key] => Entries.GetValueOrDefault(key, Empty);

    public bool Has(string key) => Entries.ContainsKey(key);

    public bool IsTrue => Value is not null && Value.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The scalars of a list.</summary>
    public IEnumerable<string> Texts => Items.Select(item => item.Value ?? "");
}

/// <summary>One object of a manifest.</summary>
/// <param name="Group">The API group without its version; empty for the core group.</param>
/// <param name="Namespace">Empty where the manifest leaves it to whoever applies it.</param>
internal sealed record KubernetesObject(string Group, string Kind, string Namespace, string Name, ManifestNode Root)
{
    /// <summary>What two versions of one object have in common.</summary>
    public (string Group, string Kind, string Namespace, string Name) Key => (Group, Kind, Namespace, Name);

    public int Line => Root.Line;

    public override string ToString() => Describe(Kind, Namespace, Name);

    public static string Describe(string kind, string space, string name) =>
        space.Length == 0 ? $"{kind} {name}" : $"{kind} {space}/{name}";

    /// <summary>Null for what is no object: it has no kind.</summary>
    public static KubernetesObject? From(ManifestNode root)
    {
        if (root["kind"].Value is not { Length: > 0 } kind)
        {
            return null;
        }

        var version = root["apiVersion"].Value ?? "";
        var group = version.Contains('/', StringComparison.Ordinal) ? version[..version.IndexOf('/', StringComparison.Ordinal)] : "";
        var metadata = root["metadata"];
        var name = metadata["name"].Value ?? metadata["generateName"].Value ?? "(unnamed)";
        return new KubernetesObject(group, Clip(kind), Clip(metadata["namespace"].Value ?? ""), Clip(name), root);
    }

    private static string Clip(string text) => text.Length <= 120 ? text : text[..117] + "...";
}
