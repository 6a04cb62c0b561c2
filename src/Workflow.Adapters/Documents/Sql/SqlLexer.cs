using System.Text;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>
/// Splits a script into tokens, for every dialect at once where they agree. Sources: the lexical chapters of the manuals of PostgreSQL
/// 17, MySQL 8.4, SQL Server 2022, Oracle 23 and SQLite.
/// </summary>
internal sealed partial class SqlLexer(TextReader reader, SqlDialect dialect, int firstLine = 1)
{
    /// <summary>The longest text of a token that is kept, in characters; a longer one is cut.</summary>
    public const int MaxTextLength = 512 * 1024;

    private readonly SqlSource source = new(reader, firstLine);
    private readonly StringBuilder text = new();
    private string? delimiter;
    private bool isInExecutableComment;

    /// <summary>Whether what the lexer is at belongs to the part of the script that undoes it.</summary>
    public bool IsUndo => Undo.IsUndo;

    public SqlUndoMarks Undo { get; init; } = SqlUndoMarks.None;

    /// <summary>Whether the texts of other tokens than words are kept. Rows of data are not.</summary>
    public bool KeepsText { get; set; } = true;

    /// <summary>Whether a string, name or comment has no end, so that the rest of the script was taken for part of it.</summary>
    public int? UnendedLine { get; private set; }

    public SqlToken Next()
    {
        while (true)
        {
            SkipSpace();
            var (line, isFirst) = (source.Line, source.IsAtLineStart);
            switch (source.Peek())
            {
                case SqlSource.End:
                    return new SqlToken(SqlTokenKind.End, "", line, isFirst);
                case '-' when IsLineComment():
                    ReadLineComment();
                    continue;
                case '#' when IsHashComment(isFirst):
                    ReadLineComment();
                    continue;
                case '/' when source.Peek(1) == '*':
                    ReadBlockComment(line);
                    continue;
                case '*' when isInExecutableComment && source.Peek(1) == '/':
                    source.Skip(2);
                    isInExecutableComment = false;
                    continue;
                default:
                    return ReadToken(line, isFirst);
            }
        }
    }

    /// <summary>Skips the rows after <c>COPY ... FROM stdin;</c>, to a line that is <c>\.</c> or to the end.</summary>
    public void SkipCopyData()
    {
        SkipLine();
        while (source.Peek() != SqlSource.End)
        {
            if (source.Peek() == '\\' && source.Peek(1) == '.' && source.Peek(2) is '\r' or '\n' or SqlSource.End)
            {
                SkipLine();
                return;
            }

            SkipLine();
        }
    }

    private SqlToken ReadToken(int line, bool isFirst)
    {
        if (delimiter is not null && source.StartsWith(delimiter))
        {
            source.Skip(delimiter.Length);
            return new SqlToken(SqlTokenKind.Separator, delimiter, line, isFirst);
        }

        var first = source.Peek();
        switch (first)
        {
            case ';':
                source.Read();
                return new SqlToken(SqlTokenKind.Separator, ";", line, isFirst);
            case '\'':
                return new SqlToken(SqlTokenKind.Text, ReadQuoted('\'', line, dialect == SqlDialect.MySql), line, isFirst);
            case '"':
                return new SqlToken(SqlTokenKind.Name, ReadQuoted('"', line, dialect == SqlDialect.MySql), line, isFirst);
            case '`':
                return new SqlToken(SqlTokenKind.Name, ReadQuoted('`', line, escapes: false), line, isFirst);
            case '[' when IsBracketedName():
                return new SqlToken(SqlTokenKind.Name, ReadBracketed(), line, isFirst);
            case '$' when ReadDollarTag() is { } tag:
                return new SqlToken(SqlTokenKind.Body, ReadBody(tag, line), line, isFirst);
            case '\\':
                return new SqlToken(SqlTokenKind.Command, ReadLine(), line, isFirst);
            case '/' when isFirst && IsAloneOnLine(1):
                source.Read();
                return new SqlToken(SqlTokenKind.Separator, "/", line, isFirst);
            case '@' when isFirst && source.Peek(1) is '@' or '.' or '/' && dialect is not SqlDialect.SqlServer:
                return new SqlToken(SqlTokenKind.Command, ReadLine(), line, isFirst);
            case ':' when isFirst && dialect is SqlDialect.SqlServer:
                return new SqlToken(SqlTokenKind.Command, ReadLine(), line, isFirst);
            case '@' or ':' when IsNameCharacter(source.Peek(1)) || source.Peek(1) is '@' or '\'' or '"':
                return new SqlToken(SqlTokenKind.Variable, ReadVariable(line), line, isFirst);
        }

        if (IsPlaceholder())
        {
            return new SqlToken(SqlTokenKind.Word, ReadPlaceholder(), line, isFirst);
        }

        if (char.IsAsciiDigit(first))
        {
            return new SqlToken(SqlTokenKind.Number, ReadNumber(), line, isFirst);
        }

        return IsNameCharacter(first) || (first == '#' && IsNameCharacter(source.Peek(1)))
            ? ReadWordOrCommand(line, isFirst)
            : new SqlToken(SqlTokenKind.Symbol, SymbolText(source.Read()), line, isFirst);
    }

    private SqlToken ReadWordOrCommand(int line, bool isFirst)
    {
        var word = ReadWord();
        if (source.Peek() == '\'' && word.Length <= 2)
        {
            switch (word.ToUpperInvariant())
            {
                case "E":
                    return new SqlToken(SqlTokenKind.Text, ReadQuoted('\'', line, escapes: true), line, isFirst);
                case "Q" or "NQ":
                    return new SqlToken(SqlTokenKind.Text, ReadAlternativeQuoted(line), line, isFirst);
                case "N" or "B" or "X" or "R":
                    return new SqlToken(SqlTokenKind.Text, ReadQuoted('\'', line, dialect == SqlDialect.MySql), line, isFirst);
            }
        }

        if (source.Peek() == '&' && source.Peek(1) is '\'' or '"' && word.Equals("U", StringComparison.OrdinalIgnoreCase))
        {
            return ReadUnicode(word, line, isFirst);
        }

        if (isFirst && word.Equals("GO", StringComparison.OrdinalIgnoreCase) && IsBatchEnd())
        {
            SkipLine();
            return new SqlToken(SqlTokenKind.Separator, "GO", line, isFirst);
        }

        if (isFirst && word.Equals("DELIMITER", StringComparison.OrdinalIgnoreCase) && ReadDelimiter())
        {
            return new SqlToken(SqlTokenKind.Separator, "DELIMITER", line, isFirst);
        }

        return new SqlToken(SqlTokenKind.Word, word, line, isFirst);
    }

    /// <summary>The rest of a DELIMITER line of the MySQL client; false where it is no such line.</summary>
    private bool ReadDelimiter()
    {
        var start = 0;
        while (source.Peek(start) is ' ' or '\t' && start < 100)
        {
            start++;
        }

        if (start == 0 || source.Peek(start) is '\'' or '"' or '=' or '\r' or '\n' or SqlSource.End)
        {
            return false;
        }

        var value = ReadLine().Trim();
        delimiter = value == ";" || value.Length > 32 ? null : value;
        return true;
    }

    private bool IsBatchEnd()
    {
        var ahead = 0;
        while ((source.Peek(ahead) is ' ' or '\t' || char.IsAsciiDigit(source.Peek(ahead))) && ahead < 100)
        {
            ahead++;
        }

        return IsAloneOnLine(ahead);
    }

    private bool IsAloneOnLine(int ahead)
    {
        while (source.Peek(ahead) is ' ' or '\t' && ahead < 200)
        {
            ahead++;
        }

        return source.Peek(ahead) is '\r' or '\n' or SqlSource.End || (source.Peek(ahead) == '-' && source.Peek(ahead + 1) == '-');
    }

    private static bool IsNameCharacter(char character) =>
        character != SqlSource.End && (char.IsLetterOrDigit(character) || character is '_' or '$' || character > '\u00ff');

    private void Keep(char character)
    {
        if (KeepsText && text.Length < MaxTextLength)
        {
            text.Append(character);
        }
    }

    private string Text() => KeepsText ? text.ToString() : "";

    /// <summary>One string for each symbol, instead of one for each time that it stands in a script.</summary>
    private static string SymbolText(char symbol) => symbol < Symbols.Length ? Symbols[symbol] : symbol.ToString();

    private static readonly string[] Symbols = [.. Enumerable.Range(0, 128).Select(code => ((char)code).ToString())];
}
