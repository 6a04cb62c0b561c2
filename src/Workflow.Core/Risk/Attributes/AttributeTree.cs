using System.Runtime.InteropServices;
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
    /// <param name="takeText">Given each text; null where texts are not looked at, also not for JSON in them.</param>
    public static void Walk(JsonElement attributes, Action<AttributeNode> takeObject, Action<JsonElement>? takeText = null) =>
        new Walker(takeObject, takeText).Walk(attributes, "", null, MaxEmbedded);

    private sealed record Walker(Action<AttributeNode> TakeObject, Action<JsonElement>? TakeText)
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
                            Walk(property.Value, PropertyNames.Plain(property), node, embeddedLeft);
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
                case JsonValueKind.String when TakeText is not null && parent is not null:
                    TakeText(element);
                    WalkEmbedded(element, parent, embeddedLeft);
                    break;
            }
        }

        private void WalkEmbedded(JsonElement text, AttributeNode parent, int embeddedLeft)
        {
            var written = JsonMarshal.GetRawUtf8Value(text);
            if (embeddedLeft == 0 || written.Length > MaxEmbeddedLength || !MayBeJson(written))
            {
                return;
            }

            try
            {
                using var embedded = JsonDocument.Parse(text.Text() ?? "", Options);
                Walk(embedded.RootElement, "", parent, embeddedLeft - 1);
            }
            catch (JsonException)
            {
                // A text that only begins like JSON.
            }
        }

        /// <summary>Whether the first that is no white space, written as it is or as an escape, is a bracket.</summary>
        private static bool MayBeJson(ReadOnlySpan<byte> written)
        {
            var text = written[1..^1];
            while (true)
            {
                if (text is [(byte)' ', ..])
                {
                    text = text[1..];
                }
                else if (text is [(byte)'\\', (byte)'n' or (byte)'r' or (byte)'t', ..])
                {
                    text = text[2..];
                }
                else
                {
                    return text is [(byte)'{' or (byte)'[', ..] or [(byte)'\\', (byte)'u', ..];
                }
            }
        }
    }
}
