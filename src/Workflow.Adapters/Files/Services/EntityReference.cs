namespace Workflow.Adapters.Files.Services;

/// <summary>
/// How Backstage names an entity: <c>[kind:][namespace/]name</c>, letter case without meaning (backstage.io, "Entity References").
/// </summary>
internal sealed record EntityReference(string Kind, string Namespace, string Name)
{
    public const string DefaultNamespace = "default";

    /// <summary>Longer texts are no reference: a name has at most 63 characters, as a namespace has.</summary>
    public const int MaxLength = 200;

    private const string Component = "component";

    /// <summary>For comparing: the same for all spellings of one entity.</summary>
    public string Key => $"{Kind}:{Namespace}/{Name}".ToLowerInvariant();

    /// <summary>
    /// As short as it stays clear: components without their kind, all without the default namespace, such as <c>checkout</c>,
    /// <c>payments/checkout</c> or <c>resource:orders-db</c>.
    /// </summary>
    public string ShortName =>
        (IsComponent ? "" : $"{Kind.ToLowerInvariant()}:") + (IsInDefaultNamespace ? Name : $"{Namespace}/{Name}");

    public bool IsComponent => Kind.Equals(Component, StringComparison.OrdinalIgnoreCase);

    public bool IsInDefaultNamespace => Namespace.Equals(DefaultNamespace, StringComparison.OrdinalIgnoreCase);

    /// <param name="kind">What the entity is where the text does not say it.</param>
    /// <param name="space">The namespace where the text names none.</param>
    /// <returns>Null where the text is no reference.</returns>
    public static EntityReference? Parse(string text, string kind, string space)
    {
        if (text.Length > MaxLength || text.Any(char.IsControl))
        {
            return null;
        }

        var rest = text.Trim();
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        (kind, rest) = colon < 0 ? (kind, rest) : (rest[..colon], rest[(colon + 1)..]);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        (space, rest) = slash < 0 ? (space, rest) : (rest[..slash], rest[(slash + 1)..]);
        return kind.Length > 0 && space.Length > 0 && rest.Length > 0 ? new EntityReference(kind, space, rest) : null;
    }
}
