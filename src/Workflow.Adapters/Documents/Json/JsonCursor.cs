using System.Text.Json;

namespace Workflow.Adapters.Documents.Json;

/// <summary>
/// Walks through JSON of any size: steps into objects and arrays, passes over what nobody wants, and hands out whole values only
/// as large as the memory allows. Several values may follow each other, as in JSON lines.
/// </summary>
/// <remarks>All members throw <see cref="DocumentFormatException"/> where the content is no JSON or ends too early.</remarks>
internal sealed class JsonCursor(Stream content, int maxValueSize = JsonCursor.DefaultMaxValueSize) : IDisposable
{
    /// <summary>In bytes. A parsed value takes up to twelve times the memory of its text.</summary>
    public const int DefaultMaxValueSize = 4 * 1024 * 1024;

    public const int MaxDepth = 256;

    private readonly JsonWindow window = new(content, maxValueSize);
    private JsonReaderState state = new(JsonNames.ReaderOptions);
    private int valueLine;
    private bool isValueNext;

    /// <summary>The most bytes of the content that were held at once so far.</summary>
    public int PeakSize => window.PeakSize;

    /// <summary>Where the value began that was met last, from 1; null in a document that is a single line so far.</summary>
    public int? Line => valueLine == 0 ? null : valueLine + 1;

    /// <summary>Calls for each value that stands for itself: one in a document, one a line in JSON lines.</summary>
    public void EachValue(Action read)
    {
        while (Peek() is not JsonTokenType.None)
        {
            Meet(read);
        }
    }

    /// <summary>Calls for each property of the object that is next; for none where another kind of value is next.</summary>
    /// <param name="read">Given the name. What it leaves unread is passed over.</param>
    public void EachProperty(Action<string> read)
    {
        if (!Enter(JsonTokenType.StartObject))
        {
            return;
        }

        while (TakeName() is { } name)
        {
            Meet(() => read(name));
        }
    }

    /// <summary>Calls for each element of the array that is next; for none where another kind of value is next.</summary>
    public void EachElement(Action read)
    {
        if (!Enter(JsonTokenType.StartArray))
        {
            return;
        }

        while (Peek() is not JsonTokenType.EndArray)
        {
            Meet(read);
        }

        Next();
    }

    /// <summary>Hands out each element of the array that is next, whole.</summary>
    /// <param name="tooLarge">Called instead for an element that is larger than allowed.</param>
    public void EachElement(Action<JsonElement> read, Action tooLarge) => EachElement(() => TakeWhole(read, tooLarge));

    /// <summary>Hands out the value that is next, whole, or tells that it is larger than allowed.</summary>
    public void TakeWhole(Action<JsonElement> read, Action tooLarge)
    {
        using var value = Take();
        if (value is null)
        {
            tooLarge();
        }
        else
        {
            read(value.RootElement);
        }
    }

    /// <summary>Makes sure that nothing follows.</summary>
    public void End()
    {
        if (Peek() is not JsonTokenType.None)
        {
            throw new DocumentFormatException("something follows after its end", Line);
        }
    }

    /// <summary>The kind of the value that is next.</summary>
    public JsonTokenType Peek()
    {
        while (true)
        {
            var reader = NewReader();
            if (StrictJson.TryRead(ref reader))
            {
                valueLine = window.LineBreaksTo((int)reader.TokenStartIndex);
                return reader.TokenType;
            }

            if (window.IsFinal)
            {
                return JsonTokenType.None;
            }

            if (!window.Fill() && !window.DropWhiteSpace())
            {
                valueLine = window.LineBreaks;
                return window.IsString ? JsonTokenType.String : throw TooLong();
            }
        }
    }

    /// <summary>The whole value that is next, good until the cursor moves; null where it is larger than allowed, and passed over.</summary>
    public JsonDocument? Take()
    {
        isValueNext = false;
        while (true)
        {
            var reader = NewReader();
            if (StrictJson.TryRead(ref reader))
            {
                var offset = (int)reader.TokenStartIndex;
                if (StrictJson.TrySkip(ref reader))
                {
                    var text = window.Slice(offset, (int)reader.BytesConsumed - offset);
                    Commit(ref reader);
                    return StrictJson.Parse(text);
                }
            }

            if (window.IsFinal)
            {
                throw EndsTooEarly();
            }

            if (!window.Fill())
            {
                PassOver();
                return null;
            }
        }
    }

    public void Dispose() => window.Dispose();

    private void Meet(Action read)
    {
        isValueNext = true;
        Peek();
        read();
        if (isValueNext)
        {
            PassOver();
        }
    }

    private bool Enter(JsonTokenType start)
    {
        if (Peek() != start)
        {
            return false;
        }

        isValueNext = false;
        Next();
        return true;
    }

    private string? TakeName()
    {
        while (true)
        {
            var reader = NewReader();
            if (StrictJson.TryRead(ref reader))
            {
                var name = reader.TokenType is JsonTokenType.PropertyName ? JsonNames.NameOf(ref reader) : null;
                Commit(ref reader);
                return name;
            }

            Fetch();
        }
    }

    private void Next() => TakeName();

    /// <summary>Passes over the value that is next without holding more of it than one token.</summary>
    private void PassOver()
    {
        isValueNext = false;
        var depth = 0;
        while (true)
        {
            var reader = NewReader();
            while (StrictJson.TryRead(ref reader))
            {
                depth += reader.TokenType switch
                {
                    JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                    JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                    _ => 0,
                };
                if (depth == 0)
                {
                    Commit(ref reader);
                    return;
                }
            }

            Commit(ref reader);
            Fetch();
        }
    }

    /// <summary>Takes more of the content in, so that the token that is next gets whole.</summary>
    private void Fetch()
    {
        if (window.IsFinal)
        {
            throw EndsTooEarly();
        }

        if (!window.Fill() && !window.DropWhiteSpace() && !window.EmptyString())
        {
            throw TooLong();
        }
    }

    private Utf8JsonReader NewReader() => new(window.Rest, window.IsFinal, state);

    private void Commit(ref Utf8JsonReader reader)
    {
        state = reader.CurrentState;
        window.Consume((int)reader.BytesConsumed);
    }

    private DocumentFormatException TooLong() => new("a token in it is too long", Line);

    private DocumentFormatException EndsTooEarly() => new("it ends too early", Line);
}
