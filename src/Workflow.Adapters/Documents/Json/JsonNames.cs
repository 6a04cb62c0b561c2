using System.Text.Json;

namespace Workflow.Adapters.Documents.Json;

/// <summary>Notes the property names of the first JSON value down to the second level, token by token.</summary>
internal sealed class JsonNames
{
    private const int MaxCount = 2000;

    private const int MaxLength = 300;

    public static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = JsonCursor.MaxDepth, AllowMultipleValues = true };

    private string prefix = "";

    public HashSet<string> Seen { get; } = [];

    /// <summary>Whether the first value has ended, or holds more names than any format is recognised by.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>The names in a whole document: what stands between them is passed over.</summary>
    public static IReadOnlySet<string> ReadAll(Stream content)
    {
        var names = new JsonNames();
        using var json = new JsonCursor(content);
        try
        {
            json.EachElement(() => json.EachProperty(name => names.Note($"[].{name}")));
            json.EachProperty(name =>
            {
                names.Note(name);
                json.EachProperty(inner => names.Note($"{name}.{inner}"));
            });
        }
        catch (DocumentFormatException)
        {
            // As in the head of a document: its reader meets the mistake again.
        }

        return names.Seen;
    }

    public void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when reader.CurrentDepth == 1 && prefix.Length == 0:
                prefix = "[]";
                break;
            case JsonTokenType.PropertyName when reader.CurrentDepth == 1:
                prefix = Note(NameOf(ref reader));
                break;
            case JsonTokenType.PropertyName when reader.CurrentDepth == 2:
                Note($"{prefix}.{NameOf(ref reader)}");
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray when reader.CurrentDepth == 0:
                IsAtEnd = true;
                break;
        }
    }

    /// <summary>The name in the property name that was read; <c>?</c> where it is too long or too odd for any name that is known.</summary>
    public static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.ValueSpan.Length <= MaxLength ? reader.GetString()! : "?";
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private string Note(string name)
    {
        if (Seen.Count < MaxCount)
        {
            Seen.Add(name);
        }

        IsAtEnd = Seen.Count == MaxCount;
        return name;
    }
}
