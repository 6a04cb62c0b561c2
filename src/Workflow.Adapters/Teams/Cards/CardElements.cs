using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>
/// The few Adaptive Card elements that the approval card is made of. Text from outside goes into text runs only: a text block reads
/// Markdown, so that a commit subject could put a link of its own on the card.
/// </summary>
internal static class CardElements
{
    /// <summary>A paragraph of the gate's own words; reads Markdown and <c>{{DATE()}}</c>.</summary>
    public static JsonObject TextBlock(string trusted, bool bold = false, string size = "Default", bool subtle = false)
    {
        var block = new JsonObject { ["type"] = "TextBlock", ["text"] = trusted, ["wrap"] = true };
        if (bold)
        {
            block["weight"] = "Bolder";
        }

        if (size is not "Default")
        {
            block["size"] = size;
        }

        if (subtle)
        {
            block["isSubtle"] = true;
        }

        return block;
    }

    public static JsonObject Paragraph(params JsonObject[] runs) => new()
    {
        ["type"] = "RichTextBlock",
        ["inlines"] = new JsonArray([.. runs]),
    };

    public static JsonObject Close(JsonObject element)
    {
        element["spacing"] = "Small";
        return element;
    }

    public static JsonObject Run(
        string text, bool bold = false, bool mono = false, bool subtle = false, string? color = null, string? size = null)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = text };
        if (bold)
        {
            run["weight"] = "Bolder";
        }

        if (mono)
        {
            run["fontType"] = "Monospace";
        }

        if (subtle)
        {
            run["isSubtle"] = true;
        }

        if (color is not null)
        {
            run["color"] = color;
        }

        if (size is not null)
        {
            run["size"] = size;
        }

        return run;
    }

    /// <summary>A label with its value beside it.</summary>
    public static JsonObject Fact(string label, params JsonObject[] values) => new()
    {
        ["type"] = "ColumnSet",
        ["columns"] = new JsonArray(
            Column("92px", TextBlock(label, subtle: true)),
            Column("stretch", [.. values.Select((value, index) => index == 0 ? value : Close(value))])),
    };

    public static JsonObject Container(string? style, IEnumerable<JsonObject> items, bool bleed = false, string? id = null)
    {
        var container = new JsonObject { ["type"] = "Container", ["items"] = new JsonArray([.. items]) };
        if (style is not null)
        {
            container["style"] = style;
        }

        if (bleed)
        {
            container["bleed"] = true;
        }

        if (id is not null)
        {
            container["id"] = id;
        }

        return container;
    }

    /// <summary>An input for some lines of text, no longer than a comment.</summary>
    /// <param name="entered">What the reader has entered so far; null or empty for nothing.</param>
    public static JsonObject TextInput(string id, string label, string? entered, string? placeholder = null)
    {
        var input = new JsonObject { ["type"] = "Input.Text", ["id"] = id, ["label"] = label };
        if (placeholder is not null)
        {
            input["placeholder"] = placeholder;
        }

        input["isMultiline"] = true;
        input["maxLength"] = Decision.MaxCommentLength;
        if (entered is { Length: > 0 })
        {
            input["value"] = CardText.Plain(entered, Decision.MaxCommentLength);
        }

        return input;
    }

    public static JsonObject ActionSet(IEnumerable<JsonObject> actions) => new()
    {
        ["type"] = "ActionSet",
        ["actions"] = new JsonArray([.. actions]),
    };

    /// <summary>The first entries of a list, and how many more there are.</summary>
    public static IEnumerable<JsonObject> List<T>(CardTexts texts, IReadOnlyList<T> items, int max, Func<T, JsonObject> show)
    {
        foreach (var item in items.Take(max))
        {
            yield return Close(show(item));
        }

        if (items.Count > max)
        {
            yield return Close(TextBlock(texts.AndMore(items.Count - max), subtle: true));
        }
    }

    private static JsonObject Column(string width, params JsonObject[] items) => new()
    {
        ["type"] = "Column",
        ["width"] = width,
        ["items"] = new JsonArray([.. items]),
    };
}
