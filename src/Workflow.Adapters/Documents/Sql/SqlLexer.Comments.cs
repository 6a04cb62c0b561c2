namespace Workflow.Adapters.Documents.Sql;

/// <summary>Comments, and what migration tools and the MySQL server read out of them.</summary>
internal sealed partial class SqlLexer
{
    /// <summary>How much of a comment is looked at for a mark, in characters.</summary>
    private const int MarkLength = 80;

    private void SkipSpace()
    {
        while (source.Peek() is var character && (char.IsWhiteSpace(character) || character is '\0' or '\ufeff'))
        {
            source.Read();
        }
    }

    private void SkipLine()
    {
        while (source.Peek() is not '\n' and not SqlSource.End)
        {
            source.Read();
        }

        source.Read();
    }

    /// <summary>The rest of the line, without the line break; the first 1,000 characters of a longer one.</summary>
    private string ReadLine()
    {
        text.Clear();
        while (source.Peek() is not '\n' and not SqlSource.End)
        {
            var character = source.Read();
            if (text.Length < 1000)
            {
                text.Append(character);
            }
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>MySQL wants white space behind the two hyphens.</summary>
    private bool IsLineComment() =>
        source.Peek(1) == '-' && (dialect != SqlDialect.MySql || source.Peek(2) is ' ' or '\t' or '\r' or '\n' or '-' or SqlSource.End);

    private bool IsHashComment(bool isFirst) =>
        dialect == SqlDialect.MySql || (isFirst && dialect is not SqlDialect.SqlServer && !IsNameCharacter(source.Peek(1)));

    private void ReadLineComment()
    {
        text.Clear();
        while (source.Peek() is not '\n' and not SqlSource.End)
        {
            var character = source.Read();
            if (text.Length < MarkLength)
            {
                text.Append(character);
            }
        }

        Undo.Take(text.ToString());
    }

    /// <summary>PostgreSQL and SQL Server nest comments. MySQL runs what stands in <c>/*!50001 ... */</c>.</summary>
    private void ReadBlockComment(int line)
    {
        source.Skip(2);
        if (source.Peek() == '!' || (source.Peek() == 'M' && source.Peek(1) == '!'))
        {
            source.Skip(source.Peek() == 'M' ? 2 : 1);
            while (char.IsAsciiDigit(source.Peek()))
            {
                source.Read();
            }

            isInExecutableComment = true;
            return;
        }

        var nests = dialect is SqlDialect.PostgreSql or SqlDialect.SqlServer or SqlDialect.Unknown;
        for (var depth = 1; depth > 0;)
        {
            switch (source.Read())
            {
                case SqlSource.End:
                    UnendedLine ??= line;
                    return;
                case '*' when source.Peek() == '/':
                    source.Read();
                    depth--;
                    break;
                case '/' when nests && source.Peek() == '*':
                    source.Read();
                    depth++;
                    break;
            }
        }
    }
}
