using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>Reads what foreign tools write without ever failing: whatever is not of the expected form is not there.</summary>
public static class JsonFacts
{
    private const int MaxTexts = 500;

    private const int MaxJoined = 64;

    /// <summary>The value of a property by its exact name; null where there is none, or null stands there.</summary>
    public static JsonElement? Get(this JsonElement element, ReadOnlySpan<byte> name)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (JsonMarshal.GetRawUtf8PropertyName(property).SequenceEqual(name))
            {
                return property.Value.ValueKind is JsonValueKind.Null ? null : property.Value;
            }
        }

        return null;
    }

    /// <summary>The value of a property whose name is the given one but for capitals, <c>_</c> and <c>-</c>.</summary>
    /// <param name="name">In lower case letters and digits.</param>
    public static JsonElement? Find(this JsonElement element, ReadOnlySpan<byte> name)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (PropertyNames.Is(property, name) && property.Value.ValueKind is not JsonValueKind.Null)
            {
                return property.Value;
            }
        }

        return null;
    }

    /// <summary>The text of a string, number, true or false; null for anything else. What is no Unicode stands as it was written.</summary>
    public static string? Text(this JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                try
                {
                    return element.GetString();
                }
                catch (InvalidOperationException)
                {
                    return element.Json().Trim('"');
                }

            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return element.Json();
            default:
                return null;
        }
    }

    /// <summary>The element as it is written in JSON.</summary>
    public static string Json(this JsonElement element) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element));

    /// <summary>The text of a property by its exact name; null where there is none.</summary>
    public static string? Text(this JsonElement element, ReadOnlySpan<byte> name) => element.Get(name)?.Text();

    /// <summary>
    /// A text, or the texts in an array, at most 500. An object, as templates use them for computed texts, counts as its texts joined.
    /// </summary>
    public static IEnumerable<string> Texts(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Take(MaxTexts).Select(Joined).OfType<string>(),
        _ => Joined(element) is { } text ? [text] : [],
    };

    public static IEnumerable<string> TextsOf(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Find(name) is { } value ? value.Texts() : [];

    /// <summary>True, or a text that says so; null for anything that is neither true nor false.</summary>
    public static bool? Truth(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.Text()?.ToLowerInvariant() switch
        {
            "true" or "enabled" or "on" or "yes" => true,
            "false" or "disabled" or "suspended" or "off" or "no" => false,
            _ => null,
        },
        _ => null,
    };

    /// <summary>A number, or a text that is one.</summary>
    public static double? Number(this JsonElement element) =>
        element.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && double.TryParse(element.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string? Joined(JsonElement element)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return element.Text();
        }

        var text = new StringBuilder();
        var left = MaxJoined;
        Join(element, text, ref left);
        return text.ToString();
    }

    private static void Join(JsonElement element, StringBuilder text, ref int left)
    {
        if (left-- <= 0)
        {
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Join(property.Value, text, ref left);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Join(item, text, ref left);
                }

                break;
            default:
                text.Append(element.Text());
                break;
        }
    }
}
