using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>Single settings of a resource, found by their names wherever they stand in it.</summary>
internal sealed class ResourceSettings
{
    private readonly Dictionary<string, JsonElement> settings = [];
    private readonly HashSet<string> names;

    private ResourceSettings(HashSet<string> names) => this.names = names;

    /// <summary>The outermost setting of a name counts.</summary>
    /// <param name="names">The plain names of the settings that matter.</param>
    public static ResourceSettings Of(JsonElement attributes, HashSet<string> names)
    {
        var read = new ResourceSettings(names);
        AttributeTree.Walk(attributes, read.Take);
        return read;
    }

    /// <param name="name">A plain name; <c>object.setting</c> for one that counts in such an object only.</param>
    public bool Is(string name, bool value) => settings.TryGetValue(name, out var setting) && setting.Truth() == value;

    public double? Number(string name) => settings.TryGetValue(name, out var setting) ? setting.Number() : null;

    private void Take(AttributeNode node)
    {
        foreach (var property in node.Element.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null
                || PropertyNames.In(property, names) is not { } name)
            {
                continue;
            }

            settings.TryAdd(name, property.Value);
            if (node.Name.Length > 0)
            {
                settings.TryAdd($"{node.Name}.{name}", property.Value);
            }
        }
    }
}
