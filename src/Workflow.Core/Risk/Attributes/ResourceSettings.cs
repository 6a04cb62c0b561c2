using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>Single settings of a resource, found by their names wherever they stand in it.</summary>
internal sealed class ResourceSettings
{
    private const int MaxCount = 2000;

    private readonly Dictionary<string, JsonElement> settings = [];

    private ResourceSettings()
    {
    }

    /// <summary>The outermost setting of a name counts.</summary>
    public static ResourceSettings Of(JsonElement attributes)
    {
        var read = new ResourceSettings();
        AttributeTree.Walk(attributes, read.Take, (_, _) => { });
        return read;
    }

    /// <param name="name">In lower case without <c>_</c> and <c>-</c>; <c>object.setting</c> for one that counts in such an object only.</param>
    public bool Is(string name, bool value) => settings.TryGetValue(name, out var setting) && setting.Truth() == value;

    public double? Number(string name) => settings.TryGetValue(name, out var setting) ? setting.Number() : null;

    private void Take(AttributeNode node)
    {
        foreach (var property in node.Element.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null || settings.Count >= MaxCount)
            {
                continue;
            }

            var name = JsonFacts.PlainName(property);
            settings.TryAdd(name, property.Value);
            if (node.Name.Length > 0)
            {
                settings.TryAdd($"{node.Name}.{name}", property.Value);
            }
        }
    }
}
