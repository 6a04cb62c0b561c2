using System.Text.Json;

namespace Workflow.Adapters.Documents;

/// <summary>Notes the property names of the first JSON value down to the second level, token by token.</summary>
internal sealed class JsonNames
{
    private const int MaxCount = 2000;

    private const int MaxLength = 100;

    public static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 256, AllowMultipleValues = true };

    private string prefix = "";

    public HashSet<string> Seen { get; } = [];

    /// <summary>Whether the first value has ended, or holds more names than any format is recognised by.</summary>
    public bool IsAtEnd { get; private set; }

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

    private string Note(string name)
    {
        Seen.Add(name);
        IsAtEnd = Seen.Count >= MaxCount;
        return name;
    }

    private static string NameOf(ref Utf8JsonReader reader) =>
        reader.ValueSpan.Length <= MaxLength && !reader.ValueIsEscaped ? reader.GetString()! : "?";
}
