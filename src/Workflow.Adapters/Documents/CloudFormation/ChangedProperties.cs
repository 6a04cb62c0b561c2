using System.Text.Json;
using System.Text.Json.Nodes;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.CloudFormation;

/// <summary>What a change set tells of a resource's properties: all of them, those that change, or only their names.</summary>
/// <param name="Untold">Names of properties that change to what is not told.</param>
internal sealed record ChangedProperties(JsonElement? Before, JsonElement? After, IReadOnlyList<string> Untold)
{
    private const int MaxDetails = 1000;

    public static IEnumerable<JsonElement> DetailsOf(JsonElement change) =>
        change.Get("Details"u8) is { ValueKind: JsonValueKind.Array } details ? details.EnumerateArray().Take(MaxDetails) : [];

    /// <summary>The contexts tell all; without them each detail may tell its own values.</summary>
    public static ChangedProperties Read(JsonElement change)
    {
        var (before, after) = (Parse(change.Text("BeforeContext"u8)), Parse(change.Text("AfterContext"u8)));
        if (before is not null || after is not null)
        {
            return new ChangedProperties(before, after, []);
        }

        var (old, now) = (new JsonObject(), new JsonObject());
        List<string> untold = [];
        foreach (var target in DetailsOf(change).Select(detail => detail.Get("Target"u8)).OfType<JsonElement>())
        {
            if (target.Text("Name"u8) is not { } name)
            {
                continue;
            }

            var (beforeValue, afterValue) = (target.Text("BeforeValue"u8), target.Text("AfterValue"u8));
            Put(old, name, target, beforeValue);
            Put(now, name, target, afterValue);
            if (afterValue is null && target.Text("AttributeChangeType"u8) is not "Remove")
            {
                untold.Add(name);
            }
        }

        return new ChangedProperties(ToElement(old), ToElement(now), untold);
    }

    /// <summary>A property within another one stands in an array of its outermost name, so that it is found by both.</summary>
    private static void Put(JsonObject properties, string name, JsonElement target, string? value)
    {
        if (value is null)
        {
            return;
        }

        var leaf = target.Text("Path"u8)?.Split('/')[^1] ?? name;
        if (leaf == name)
        {
            properties[name] = value;
        }
        else if (properties[name] is JsonArray parts)
        {
            parts.Add(new JsonObject { [leaf] = value });
        }
        else
        {
            properties[name] = new JsonArray(new JsonObject { [leaf] = value });
        }
    }

    private static JsonElement? ToElement(JsonObject properties) =>
        properties.Count == 0 ? null : JsonSerializer.SerializeToElement(properties);

    private static JsonElement? Parse(string? context)
    {
        try
        {
            return context is null ? null : JsonElement.Parse(context);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
