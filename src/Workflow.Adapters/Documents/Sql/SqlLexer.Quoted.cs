namespace Workflow.Adapters.Documents.Sql;

/// <summary>What has a beginning and an end of its own: strings, names, bodies, placeholders.</summary>
internal sealed partial class SqlLexer
{
    private const int MaxTagLength = 64;

    private string ReadWord()
    {
        text.Clear();
        var takesHash = dialect is SqlDialect.SqlServer or SqlDialect.Oracle;
        while (IsNameCharacter(source.Peek()) || (source.Peek() == '#' && (text.Length == 0 || takesHash)))
        {
            var character = source.Read();
            if (text.Length < MaxTextLength)
            {
                text.Append(character);
            }
        }

        return text.ToString();
    }

    private string ReadNumber()
    {
        text.Clear();
        while (IsNameCharacter(source.Peek()) || (source.Peek() == '.' && char.IsAsciiDigit(source.Peek(1))))
        {
            Keep(source.Read());
        }

        return Text();
    }

    /// <summary>
    /// A variable, also one in quotes such as psql's <c>:'name'</c>. The host of a MySQL account, as in <c>'app'@'10.%'</c>, looks the same
    /// and may hold any character.
    /// </summary>
    private string ReadVariable(int line)
    {
        if (source.Peek(1) is '\'' or '"')
        {
            var (sign, quote) = (source.Read(), source.Peek());
            var quoted = ReadQuoted(quote, line, dialect == SqlDialect.MySql);
            return KeepsText ? $"{sign}{quote}{quoted}{quote}" : "";
        }

        text.Clear();
        Keep(source.Read());
        while (IsNameCharacter(source.Peek()) || source.Peek() is '@' or '#')
        {
            Keep(source.Read());
        }

        return Text();
    }

    /// <summary>PostgreSQL's <c>U&amp;"d\0061t"</c>, with its sign and quotes: its escapes are not resolved.</summary>
    private SqlToken ReadUnicode(string word, int line, bool isFirst)
    {
        source.Read();
        var quote = source.Peek();
        var quoted = ReadQuoted(quote, line, escapes: false);
        return quote == '"'
            ? new SqlToken(SqlTokenKind.Name, KeepsText ? $"{word}&\"{quoted}\"" : "", line, isFirst)
            : new SqlToken(SqlTokenKind.Text, quoted, line, isFirst);
    }

    /// <param name="escapes">Whether a backslash takes its meaning from the character that follows.</param>
    private string ReadQuoted(char quote, int line, bool escapes)
    {
        text.Clear();
        source.Read();
        while (true)
        {
            var character = source.Read();
            if (character == SqlSource.End)
            {
                UnendedLine ??= line;
                return Text();
            }

            if (character == '\\' && source.Peek() != SqlSource.End && (escapes || EscapesQuote(quote)))
            {
                Keep(source.Read());
                continue;
            }

            if (character == quote)
            {
                if (source.Peek() != quote)
                {
                    return Text();
                }

                source.Read();
            }

            Keep(character);
        }
    }

    /// <summary>
    /// Where the dialect is not known, a backslash before a quote is an escape if a word goes on behind the quote, as in
    /// <c>'it\'s'</c>, and the last character of the string otherwise, as in <c>'C:\'</c>.
    /// </summary>
    private bool EscapesQuote(char quote) =>
        dialect == SqlDialect.Unknown && source.Peek() == quote && quote == '\'' && char.IsLetter(source.Peek(1));

    /// <summary>Oracle's <c>q'[...]'</c>.</summary>
    private string ReadAlternativeQuoted(int line)
    {
        text.Clear();
        source.Read();
        var end = source.Read() switch
        {
            '[' => ']',
            '(' => ')',
            '{' => '}',
            '<' => '>',
            var same => same,
        };
        while (source.Peek() != SqlSource.End)
        {
            var character = source.Read();
            if (character == end && source.Peek() == '\'')
            {
                source.Read();
                return Text();
            }

            Keep(character);
        }

        UnendedLine ??= line;
        return Text();
    }

    /// <summary>A name in brackets, as SQL Server writes it, and not the subscript of an array.</summary>
    private bool IsBracketedName()
    {
        if (!IsNameCharacter(source.Peek(1)) && source.Peek(1) is not '#' and not ' ')
        {
            return false;
        }

        if (char.IsAsciiDigit(source.Peek(1)) && dialect is not SqlDialect.SqlServer)
        {
            return false;
        }

        for (var ahead = 2; ahead < 200; ahead++)
        {
            switch (source.Peek(ahead))
            {
                case ']':
                    return true;
                case '\r' or '\n' or '\'' or '[' or SqlSource.End:
                    return false;
            }
        }

        return false;
    }

    private string ReadBracketed()
    {
        text.Clear();
        source.Read();
        while (source.Peek() is not ']' and not SqlSource.End)
        {
            Keep(source.Read());
        }

        source.Read();
        return Text();
    }

    /// <summary>Reads an opening <c>$tag$</c>; null, and nothing read, where none stands here.</summary>
    private string? ReadDollarTag()
    {
        if (dialect is SqlDialect.SqlServer or SqlDialect.Oracle or SqlDialect.MySql || char.IsAsciiDigit(source.Peek(1)))
        {
            return null;
        }

        var length = 1;
        while (length < MaxTagLength && source.Peek(length) is var character && character != '$')
        {
            if (!char.IsLetterOrDigit(character) && character != '_')
            {
                return null;
            }

            length++;
        }

        if (source.Peek(length) != '$')
        {
            return null;
        }

        Span<char> tag = stackalloc char[MaxTagLength + 1];
        for (var i = 0; i <= length; i++)
        {
            tag[i] = source.Read();
        }

        return tag[..(length + 1)].ToString();
    }

    private string ReadBody(string tag, int line)
    {
        text.Clear();
        while (source.Peek() != SqlSource.End)
        {
            if (source.Peek() == '$' && source.StartsWith(tag))
            {
                source.Skip(tag.Length);
                return Text();
            }

            Keep(source.Read());
        }

        UnendedLine ??= line;
        return Text();
    }
}
