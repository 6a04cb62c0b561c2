using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>An object somewhere in the attributes of a resource.</summary>
/// <param name="Name">Of the property that holds it, in lower case without <c>_</c> and <c>-</c>; empty for the outermost one.</param>
internal sealed record AttributeNode(JsonElement Element, string Name, AttributeNode? Parent)
{
    /// <summary>Whether it stands in a property of that name, at any distance.</summary>
    public bool IsIn(string name) => Name == name || (Parent is not null && Parent.IsIn(name));
}

/// <summary>Walks through all objects and texts in the attributes of a resource, also through JSON that stands in a text.</summary>
internal static class AttributeTree
{
    private const int MaxEmbedded = 2;

    private const int MaxEmbeddedLength = 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <param name="takeObject">Given each object, the outer ones first.</param>
    /// <param name="takeText">Given each text and the object that it stands in.</param>
    public static void Walk(JsonElement attributes, Action<AttributeNode> takeObject, Action<string, AttributeNode> takeText) =>
        new Walker(takeObject, takeText).Walk(attributes, "", null, MaxEmbedded);

    private sealed record Walker(Action<AttributeNode> TakeObject, Action<string, AttributeNode> TakeText)
    {
        public void Walk(JsonElement element, string name, AttributeNode? parent, int embeddedLeft)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    var node = new AttributeNode(element, name, parent);
                    TakeObject(node);
                    foreach (var property in element.EnumerateObject())
                    {
                        if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                        {
                            Walk(property.Value, JsonFacts.PlainName(property), node, embeddedLeft);
                        }
                        else
                        {
                            Walk(property.Value, "", node, embeddedLeft);
                        }
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var item in element.EnumerateArray())
                    {
                        Walk(item, name, parent, embeddedLeft);
                    }

                    break;
                case JsonValueKind.String when element.Text() is { } text && parent is not null:
                    TakeText(text, parent);
                    WalkEmbedded(text, parent, embeddedLeft);
                    break;
            }
        }

        private void WalkEmbedded(string text, AttributeNode parent, int embeddedLeft)
        {
            if (embeddedLeft == 0 || text.Length > MaxEmbeddedLength || text.AsSpan().TrimStart() is not ['{' or '[', ..])
            {
                return;
            }

            try
            {
                using var embedded = JsonDocument.Parse(text, Options);
                Walk(embedded.RootElement, "", parent, embeddedLeft - 1);
            }
            catch (JsonException)
            {
                // A text that only begins like JSON.
            }
        }
    }
}
