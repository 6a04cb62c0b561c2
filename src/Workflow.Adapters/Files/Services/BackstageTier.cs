using System.Globalization;
using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Services;

namespace Workflow.Adapters.Files.Services;

/// <summary>
/// How critical an entity is. Backstage has no field for it, so that organizations write it as a label or an annotation, such as
/// <c>tier: "1"</c> or <c>example.com/tier: tier-1</c>, or as a tag, such as <c>tier-1</c>.
/// </summary>
/// <param name="key">The label's or annotation's name without what stands before its slash; also what such a tag begins with.</param>
internal sealed class BackstageTier(string key)
{
    private static readonly char[] Separators = ['-', '_', ':', ' '];

    /// <returns>The first that can be read of label, annotation and tags; null where none can.</returns>
    public int? Of(Loose metadata) =>
        Labelled(metadata.At("labels")) ?? Labelled(metadata.At("annotations"))
        ?? metadata.At("tags").Texts.Where(IsTag).Select(Read).FirstOrDefault(tier => tier is not null);

    private int? Labelled(Loose labels) => labels.Entries
        .Where(label => label.Key.Equals(key, StringComparison.OrdinalIgnoreCase)
            || label.Key.EndsWith($"/{key}", StringComparison.OrdinalIgnoreCase))
        .Select(label => label.Value.Text is { } text ? Read(text) : null)
        .FirstOrDefault(tier => tier is not null);

    private bool IsTag(string tag) => tag.StartsWith(key, StringComparison.OrdinalIgnoreCase);

    /// <summary>The number behind the key, the letter t, or nothing.</summary>
    private int? Read(string text)
    {
        var rest = text.Trim();
        rest = rest.StartsWith(key, StringComparison.OrdinalIgnoreCase) ? rest[key.Length..]
            : rest.StartsWith("t", StringComparison.OrdinalIgnoreCase) ? rest[1..]
            : rest;
        return int.TryParse(rest.TrimStart(Separators), NumberStyles.None, CultureInfo.InvariantCulture, out var tier)
            && tier is >= CatalogueService.MostCriticalTier and <= CatalogueService.LeastCriticalTier
                ? tier
                : null;
    }
}
