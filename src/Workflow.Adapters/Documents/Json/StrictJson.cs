using System.Text.Json;

namespace Workflow.Adapters.Documents.Json;

/// <summary>Steps of reading JSON that throw <see cref="DocumentFormatException"/> where what is read is none.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = JsonCursor.MaxDepth };

    public static bool TryRead(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException e)
        {
            throw NoJson(e);
        }
    }

    public static bool TrySkip(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TrySkip();
        }
        catch (JsonException e)
        {
            throw NoJson(e);
        }
    }

    public static JsonDocument Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text, DocumentOptions);
        }
        catch (JsonException e)
        {
            throw NoJson(e);
        }
    }

    private static DocumentFormatException NoJson(JsonException e) =>
        new("what follows is no JSON", e.LineNumber is { } line ? (int)line + 1 : null, e);
}
