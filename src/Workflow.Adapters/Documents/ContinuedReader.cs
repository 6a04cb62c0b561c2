namespace Workflow.Adapters.Documents;

/// <summary>A reader whose first characters were read already.</summary>
internal sealed class ContinuedReader(ReadOnlyMemory<char> beginning, TextReader rest) : TextReader
{
    private ReadOnlyMemory<char> unread = beginning;

    public override int Read(char[] buffer, int index, int count)
    {
        if (unread.IsEmpty)
        {
            return rest.Read(buffer, index, count);
        }

        var length = Math.Min(count, unread.Length);
        unread[..length].Span.CopyTo(buffer.AsSpan(index));
        unread = unread[length..];
        return length;
    }

    public override int Peek() => unread.IsEmpty ? rest.Peek() : unread.Span[0];

    public override int Read()
    {
        if (unread.IsEmpty)
        {
            return rest.Read();
        }

        var character = unread.Span[0];
        unread = unread[1..];
        return character;
    }
}
