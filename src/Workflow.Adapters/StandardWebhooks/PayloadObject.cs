using System.Text.Json;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>
/// An object in a payload, read strictly: what is wrong is noted with its path, and reading goes on to find the rest.
/// </summary>
internal sealed class PayloadObject(JsonElement element, string path, List<string> problems)
{
    private const int ShownLength = 80;

    private readonly List<string> known = [];

    public string RawText => element.GetRawText();

    /// <summary>The text in a field, or null where there is none or it is bad, which is then noted.</summary>
    /// <param name="isSecret">Whether what is noted must not show the text.</param>
    public string? Text(string name, bool isRequired = true, int maxLength = 256, bool isSecret = false)
    {
        if (Find(name, isRequired, JsonValueKind.String, "a string") is not { } field)
        {
            return null;
        }

        var text = field.GetString()!;
        if (text.Length > maxLength || string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
        {
            Note(name, $"must be 1 to {maxLength} characters without line breaks or other control characters", isSecret ? null : text);
            return null;
        }

        return text;
    }

    /// <summary>The text in a field where it passes the check; otherwise null, and what it must be is noted.</summary>
    public string? Text(string name, Func<string, bool> isGood, string mustBe, bool isRequired = true)
    {
        var text = Text(name, isRequired);
        if (text is not null && !isGood(text))
        {
            Note(name, $"must be {mustBe}", text);
            return null;
        }

        return text;
    }

    /// <summary>An absolute http or https URL.</summary>
    /// <param name="isSecret">Whether what is noted must not show the URL.</param>
    public Uri? Url(string name, bool isSecret = false)
    {
        if (Text(name, isSecret: isSecret) is not { } text)
        {
            return null;
        }

        var url = ToUrl(text);
        if (url is null)
        {
            Note(name, "must be an absolute http or https URL", isSecret ? null : text);
        }

        return url;
    }

    public PayloadObject? Object(string name) =>
        Find(name, true, JsonValueKind.Object, "an object") is { } field
            ? new PayloadObject(field, $"{path}.{name}", problems)
            : null;

    /// <summary>The objects in an array; none where the field is absent.</summary>
    public IReadOnlyList<PayloadObject> Objects(string name, int maxCount)
    {
        if (Find(name, false, JsonValueKind.Array, "an array") is not { } field)
        {
            return [];
        }

        if (field.GetArrayLength() > maxCount)
        {
            Note(name, $"must have at most {maxCount} elements, had {field.GetArrayLength()}");
            return [];
        }

        List<PayloadObject> objects = [];
        foreach (var (index, one) in field.EnumerateArray().Index())
        {
            if (one.ValueKind is JsonValueKind.Object)
            {
                objects.Add(new PayloadObject(one, $"{path}.{name}[{index}]", problems));
            }
            else
            {
                Note($"{name}[{index}]", $"must be an object, was {Describe(one)}");
            }
        }

        return objects;
    }

    /// <summary>Whether none of the fields is there, not even with a bad value.</summary>
    public bool LacksAll(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out var field) && field.ValueKind is not JsonValueKind.Null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Notes every field that nobody asked for. To be called when all others were read.</summary>
    public void RefuseOthers()
    {
        foreach (var field in element.EnumerateObject().Where(field => !known.Contains(field.Name)))
        {
            Note(Shorten(field.Name), $"unknown field; allowed are {string.Join(", ", known)}");
        }
    }

    public void Note(string name, string problem, string? was = null) =>
        problems.Add($"{path}.{name}: {problem}{(was is null ? "" : $", was '{Shorten(was)}'")}");

    private JsonElement? Find(string name, bool isRequired, JsonValueKind kind, string kindName)
    {
        known.Add(name);
        var isThere = element.TryGetProperty(name, out var field) && field.ValueKind is not JsonValueKind.Null;
        if (isThere && field.ValueKind == kind)
        {
            return field;
        }

        if (isThere)
        {
            Note(name, $"must be {kindName}, was {Describe(field)}");
        }
        else if (isRequired)
        {
            Note(name, $"is missing; must be {kindName}");
        }

        return null;
    }

    private static Uri? ToUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? url
            : null;

    private static string Describe(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static string Shorten(string text) => text.Length <= ShownLength ? text : $"{text[..ShownLength]}…";
}
