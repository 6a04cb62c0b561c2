namespace Workflow.Adapters.Documents.Sql;

/// <summary>The characters of a script, one by one, with a look at the next few.</summary>
internal sealed class SqlSource(TextReader reader, int firstLine)
{
    /// <summary>What <see cref="Peek"/> and <see cref="Read"/> return at the end: no script holds it as a character.</summary>
    public const char End = '￿';

    private readonly char[] buffer = new char[16 * 1024];
    private int position;
    private int length;
    private bool isAtEnd;

    public int Line { get; private set; } = firstLine;

    /// <summary>Whether only white space was read since the line began.</summary>
    public bool IsAtLineStart { get; private set; } = true;

    /// <param name="ahead">At most 256.</param>
    public char Peek(int ahead = 0)
    {
        if (position + ahead >= length)
        {
            Fill();
        }

        return position + ahead < length ? buffer[position + ahead] : End;
    }

    public char Read()
    {
        var character = Peek();
        if (position >= length)
        {
            return End;
        }

        position++;
        if (character == '\n')
        {
            Line++;
            IsAtLineStart = true;
        }
        else if (!char.IsWhiteSpace(character))
        {
            IsAtLineStart = false;
        }

        return character;
    }

    public void Skip(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Read();
        }
    }

    public bool StartsWith(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Peek(i) != text[i])
            {
                return false;
            }
        }

        return true;
    }

    private void Fill()
    {
        if (isAtEnd)
        {
            return;
        }

        buffer.AsSpan(position, length - position).CopyTo(buffer);
        length -= position;
        position = 0;
        while (length < buffer.Length)
        {
            var count = reader.Read(buffer, length, buffer.Length - length);
            if (count == 0)
            {
                isAtEnd = true;
                return;
            }

            // U+FFFF stands for the end; in a script it is no character.
            buffer.AsSpan(length, count).Replace(End, ' ');
            length += count;
        }
    }
}
