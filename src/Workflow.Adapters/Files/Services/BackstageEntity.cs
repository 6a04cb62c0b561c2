using Workflow.Adapters.Files.Yaml;

namespace Workflow.Adapters.Files.Services;

/// <summary>
/// An entity of a Backstage software catalogue as far as it tells who needs whom (backstage.io, "Descriptor Format of Catalog Entities").
/// </summary>
/// <param name="Needs">What it depends on.</param>
/// <param name="NeededBy">What it says depends on it.</param>
internal sealed record BackstageEntity(
    EntityReference Self, string? Owner, int? Tier, IReadOnlyList<EntityReference> Needs, IReadOnlyList<EntityReference> NeededBy)
{
    private static readonly string[] Kinds = ["component", "system", "resource", "api"];

    /// <returns>Null for what is no entity that others can depend on, and, with a problem noted, for one without a name.</returns>
    public static BackstageEntity? Read(YamlNode document, BackstageTier tiers, Problems problems)
    {
        var root = new Loose(document);
        if (root.At("kind").Text is not { } kind || !Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        var metadata = root.At("metadata");
        var space = metadata.At("namespace").Text ?? EntityReference.DefaultNamespace;
        if (metadata.At("name").Text is not { } name || EntityReference.Parse($"{kind}:{space}/{name}", kind, space) is not { } self)
        {
            problems.Add(document, $"a {kind} needs a 'name' in its 'metadata', at most {EntityReference.MaxLength} characters long");
            return null;
        }

        var spec = root.At("spec");
        IEnumerable<EntityReference> All(string key, string ofKind) =>
            spec.At(key).Texts.Select(text => EntityReference.Parse(text, ofKind, space)).OfType<EntityReference>();
        return new BackstageEntity(
            self,
            spec.At("owner").Text is { } owner ? NameOf(owner) : null,
            tiers.Of(metadata),
            [.. All("dependsOn", "component"), .. All("consumesApis", "api")],
            [
                .. All("dependencyOf", "component"), .. All("providesApis", "api"),
                .. All("system", "system"), .. All("subcomponentOf", "component"),
            ]);
    }

    /// <summary>A group's or user's name without its kind and the default namespace.</summary>
    private static string? NameOf(string owner) =>
        EntityReference.Parse(owner, "group", EntityReference.DefaultNamespace) is not { } known ? null
        : known.IsInDefaultNamespace ? known.Name : $"{known.Namespace}/{known.Name}";
}
