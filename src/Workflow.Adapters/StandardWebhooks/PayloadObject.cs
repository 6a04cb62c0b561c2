using System.Text;
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
        if (!IsLine(text, maxLength))
        {
            Note(name, LineOf(maxLength), isSecret ? null : text);
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

    /// <summary>The whole number in a required field, or null where there is none or it is out of range, which is then noted.</summary>
    public int? Number(string name, int least, int most)
    {
        if (Find(name, true, JsonValueKind.Number, "a number") is not { } field)
        {
            return null;
        }

        if (field.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Note(name, $"must be a whole number from {least} to {most}", field.GetRawText());
        return null;
    }

    /// <summary>Text of several lines, kept apart from what was read of the payload and never shown in a problem.</summary>
    /// <param name="maxBytes">In UTF-8.</param>
    public byte[]? Content(string name, int maxBytes)
    {
        if (Find(name, true, JsonValueKind.String, "a string") is not { } field)
        {
            return null;
        }

        var content = Encoding.UTF8.GetBytes(field.GetString()!);
        if (content.Length == 0 || content.Length > maxBytes)
        {
            Note(name, $"must be 1 to {maxBytes} bytes in UTF-8, had {content.Length}");
            return null;
        }

        return content;
    }

    /// <summary>An absolute http or https URL.</summary>
    /// <param name="isSecret">Whether what is noted must not show the URL.</param>
    public Uri? Url(string name, int maxLength = 256, bool isSecret = false)
    {
        if (Text(name, maxLength: maxLength, isSecret: isSecret) is not { } text)
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

    public PayloadObject? Object(string name, bool isRequired = true) =>
        Find(name, isRequired, JsonValueKind.Object, "an object") is { } field
            ? new PayloadObject(field, $"{path}.{name}", problems)
            : null;

    /// <summary>The objects in an array; none where the field is absent.</summary>
    public IReadOnlyList<PayloadObject> Objects(string name, int maxCount) =>
    [
        .. Elements(name, maxCount, JsonValueKind.Object, "an object")
            .Select(one => new PayloadObject(one.Element, $"{path}.{name}[{one.Index}]", problems)),
    ];

    /// <summary>The texts in an array; none where the field is absent.</summary>
    public IReadOnlyList<string> Texts(string name, int maxCount, int maxLength = 256)
    {
        List<string> texts = [];
        foreach (var (index, one) in Elements(name, maxCount, JsonValueKind.String, "a string"))
        {
            if (IsLine(one.GetString()!, maxLength))
            {
                texts.Add(one.GetString()!);
            }
            else
            {
                Note($"{name}[{index}]", LineOf(maxLength), one.GetString()!);
            }
        }

        return texts;
    }

    /// <summary>Whether a field is there, if only with a bad value.</summary>
    public bool Has(string name) => !LacksAll(name);

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
    /// <param name="alternatives">Fields that could have been asked for.</param>
    public void RefuseOthers(params IReadOnlyCollection<string> alternatives)
    {
        known.AddRange(alternatives.Except(known));
        foreach (var field in element.EnumerateObject().Where(field => !known.Contains(field.Name)))
        {
            Note(Shorten(field.Name), $"unknown field; allowed are {string.Join(", ", known)}");
        }
    }

    public void Note(string name, string problem, string? was = null) =>
        problems.Add($"{path}.{name}: {problem}{(was is null ? "" : $", was '{Shorten(was)}'")}");

    /// <summary>The elements of an array that are of a kind; the others are noted.</summary>
    private IReadOnlyList<(int Index, JsonElement Element)> Elements(string name, int maxCount, JsonValueKind kind, string kindName)
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

        (int Index, JsonElement Element)[] elements = [.. field.EnumerateArray().Index()];
        foreach (var (index, one) in elements.Where(one => one.Element.ValueKind != kind))
        {
            Note($"{name}[{index}]", $"must be {kindName}, was {Describe(one)}");
        }

        return [.. elements.Where(one => one.Element.ValueKind == kind)];
    }

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

    private static bool IsLine(string text, int maxLength) =>
        text.Length <= maxLength && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private static string LineOf(int maxLength) =>
        $"must be 1 to {maxLength} characters without line breaks or other control characters";

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
