namespace Workflow.Adapters.Documents.Sql;

/// <summary>Joins tokens to statements of bounded size.</summary>
internal sealed class SqlStatementReader(SqlLexer lexer)
{
    /// <summary>The most tokens, and characters in tokens, of a statement that are kept.</summary>
    private const int MaxTokens = 50_000, MaxLength = 1024 * 1024;

    private SqlToken pending;
    private bool hasPending;

    /// <summary>Those with at least one token.</summary>
    public IEnumerable<SqlStatement> ReadAll()
    {
        while (true)
        {
            List<SqlToken> tokens = [];
            var isUndo = false;
            var (isCut, isData) = (false, false);
            var length = 0;
            SqlToken token;
            while (true)
            {
                token = Next();
                if (token.Kind is SqlTokenKind.Separator or SqlTokenKind.End || (token.Kind is SqlTokenKind.Command && tokens.Count > 0))
                {
                    break;
                }

                isUndo = tokens.Count == 0 ? lexer.IsUndo : isUndo;
                if (isData && EndsData(token))
                {
                    break;
                }

                if (isData || isCut)
                {
                    continue;
                }

                tokens.Add(token);
                length += token.Text.Length;
                isData = IsBeforeData(tokens);
                isCut = tokens.Count >= MaxTokens || length >= MaxLength;
                lexer.KeepsText = !isData && !isCut;
                if (token.Kind is SqlTokenKind.Command)
                {
                    break;
                }
            }

            lexer.KeepsText = true;
            if (token.Kind is SqlTokenKind.Word || (token.Kind is SqlTokenKind.Command && tokens is not [{ Kind: SqlTokenKind.Command }]))
            {
                (pending, hasPending) = (token, true);
            }

            if (tokens.Count > 0)
            {
                if (IsCopyFromStdin(tokens))
                {
                    lexer.SkipCopyData();
                }

                yield return new SqlStatement(tokens, isUndo, isCut, token.Text != ";");
            }
            else if (token.Kind is SqlTokenKind.Separator && token.Text != ";")
            {
                yield return new SqlStatement([], lexer.IsUndo, IsCut: false, EndsBatch: true);
            }

            if (token.Kind is SqlTokenKind.End)
            {
                yield break;
            }
        }
    }

    private SqlToken Next()
    {
        if (!hasPending)
        {
            return lexer.Next();
        }

        hasPending = false;
        return pending;
    }

    /// <summary>The rows of INSERT ... VALUES do nothing but fill a table.</summary>
    private static bool IsBeforeData(List<SqlToken> tokens) =>
        tokens[^1].Is("VALUES") && tokens[0].IsAny("INSERT", "REPLACE");

    /// <summary>SQL Server needs no semicolon between the rows and the next statement.</summary>
    private static bool EndsData(SqlToken token) =>
        token.IsFirstOnLine && token.IsAny("DROP", "TRUNCATE", "DELETE", "ALTER", "UPDATE", "EXEC", "EXECUTE", "CREATE", "GRANT", "MERGE");

    private static bool IsCopyFromStdin(List<SqlToken> tokens)
    {
        if (!tokens[0].Is("COPY"))
        {
            return false;
        }

        for (var i = 1; i < Math.Min(tokens.Count, 2000); i++)
        {
            if (tokens[i].Is("STDIN") && tokens[i - 1].Is("FROM"))
            {
                return true;
            }
        }

        return false;
    }
}
