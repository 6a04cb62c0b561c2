using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>Finds the verbs in a statement, also those behind THEN, in a common table expression or without a semicolon before them.</summary>
internal static class SqlStatements
{
    /// <summary>Verbs in more parentheses than these are not looked for.</summary>
    private const int MaxDepth = 16;

    private static readonly string[] Before =
        ["BEGIN", "THEN", "ELSE", "LOOP", "DO", "AS", "IS", "ANALYZE", "EXPLAIN", "ATOMIC", "REPEAT", "TRY", "CATCH", "ALSO", "INSTEAD"];

    private static readonly string[] Verbs =
    [
        "DROP", "ALTER", "TRUNCATE", "DELETE", "UPDATE", "MERGE", "CREATE", "GRANT", "EXEC", "EXECUTE", "VACUUM", "CLUSTER", "LOCK", "REINDEX",
        "REFRESH", "RENAME", "DISABLE", "SET", "COPY", "PREPARE", "LOAD", "OPTIMIZE", "PRAGMA", "SHUTDOWN", "SOURCE", "RECONFIGURE", "CALL",
        "ROLLBACK", "DO", "SELECT", "PERFORM", "INSERT", "REPLACE", "PURGE", "FLASHBACK", "ATTACH", "DETACH", "WITH", "NOAUDIT", "KILL", "BACKUP",
        "RESTORE", "INSTALL",
    ];

    public static void Find(SqlStatement statement, SqlScope scope)
    {
        var tokens = statement.Tokens;
        if (tokens[0].Kind is SqlTokenKind.Command)
        {
            SqlCommands.FindInClient(tokens[0], scope);
            return;
        }

        var depths = Depths(tokens);
        var starts = Starts(tokens, depths);
        FindCalls(tokens, starts, scope);
        for (var i = 0; i < starts.Count; i++)
        {
            var end = EndOf(tokens, depths, starts, i);
            FindIn(new SqlClause(tokens, depths, starts[i], end), tokens, scope);
        }

        if (statement.IsCut && !tokens[0].IsAny("INSERT", "SELECT", "REPLACE"))
        {
            scope.Report(SqlOperation.NotUnderstood, new SqlClause(tokens, depths, 0, tokens.Count).Describe(4), tokens[0].Line);
        }
    }

    private static void FindIn(SqlClause clause, IReadOnlyList<SqlToken> tokens, SqlScope scope)
    {
        switch (clause.Peek().Text.ToUpperInvariant())
        {
            case "DROP" or "PURGE":
                SqlDrops.Find(clause, scope);
                break;
            case "ALTER":
                SqlAlters.Find(clause, scope);
                break;
            case "TRUNCATE" or "DELETE" or "UPDATE" or "MERGE":
                SqlRows.Find(clause, tokens, scope);
                break;
            case "CREATE":
                SqlCreates.Find(clause, tokens, scope);
                break;
            case "GRANT":
                SqlGrants.Find(clause, scope);
                break;
            case "ROLLBACK":
                scope.Tables.Clear();
                break;
            default:
                SqlCommands.Find(clause, scope);
                break;
        }
    }

    /// <summary>Names before a parenthesis. In a definition they are columns, types and parameters, until a statement follows.</summary>
    private static void FindCalls(IReadOnlyList<SqlToken> tokens, List<int> starts, SqlScope scope)
    {
        var isDefinition = tokens[0].IsAny("CREATE", "DROP", "GRANT", "REVOKE", "COMMENT")
            || (tokens.Count > 1 && tokens[0].Is("ALTER") && !tokens[1].Is("TABLE"));
        var first = !isDefinition ? 0 : starts.Count > 1 ? starts[1] : tokens.Count;
        for (var i = first; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Kind is not (SqlTokenKind.Word or SqlTokenKind.Name) || !tokens[i + 1].Is('('))
            {
                continue;
            }

            scope.Call(tokens[i].Text);
            if (i >= 2 && tokens[i - 1].Is('.'))
            {
                // The procedures of a package are called with its name before theirs.
                scope.Call(tokens[i - 2].Text);
            }
        }
    }

    private static int[] Depths(IReadOnlyList<SqlToken> tokens)
    {
        var depths = new int[tokens.Count];
        var depth = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            depth = tokens[i].Is(')') ? Math.Max(0, depth - 1) : depth;
            depths[i] = depth;
            depth += tokens[i].Is('(') ? 1 : 0;
        }

        return depths;
    }

    private static List<int> Starts(IReadOnlyList<SqlToken> tokens, int[] depths)
    {
        List<int> starts = [];
        var isLoose = tokens[0].IsAny("IF", "WHILE", "ELSE", "BEGIN", "DECLARE");
        var isWith = tokens[0].Is("WITH");
        for (var i = 0; i < tokens.Count; i++)
        {
            // THEN in a MERGE says what happens to its own rows.
            var isOfMerge = i > 0 && tokens[i - 1].Is("THEN") && starts.Count > 0 && tokens[starts[^1]].Is("MERGE");
            if (tokens[i].Kind is SqlTokenKind.Word && depths[i] <= MaxDepth && tokens[i].IsAny(Verbs) && !isOfMerge
                && StartsAt(tokens, i, isLoose, isWith))
            {
                starts.Add(i);
            }
        }

        return starts;
    }

    private static bool StartsAt(IReadOnlyList<SqlToken> tokens, int i, bool isLoose, bool isWith)
    {
        if (i == 0)
        {
            return true;
        }

        var previous = tokens[i - 1];
        if (previous.Is('('))
        {
            return tokens[i].IsAny("DELETE", "UPDATE", "MERGE");
        }

        if (previous.IsAny(Before) || (isWith && previous.Is(')')) || previous.Is('>') || previous.Is('}'))
        {
            return !previous.IsAny("AS", "IS")
                || tokens[i].IsAny("DELETE", "UPDATE", "TRUNCATE", "DROP", "ALTER", "MERGE", "EXEC", "EXECUTE", "GRANT");
        }

        return (isLoose || tokens[i].IsFirstOnLine) && IsUnmistakable(tokens, i);
    }

    /// <summary>Words that begin a statement wherever they stand: SQL Server needs nothing between statements.</summary>
    private static bool IsUnmistakable(IReadOnlyList<SqlToken> tokens, int i)
    {
        if (i + 1 >= tokens.Count)
        {
            return false;
        }

        var (verb, next) = (tokens[i], tokens[i + 1]);
        return (verb.Is("DROP") && next.IsAny("TABLE", "DATABASE", "SCHEMA", "VIEW", "PROCEDURE", "FUNCTION", "USER", "LOGIN", "ROLE"))
            || (verb.Is("TRUNCATE") && next.Is("TABLE"))
            || (verb.Is("DELETE") && next.Is("FROM"))
            || (verb.Is("ALTER") && next.IsAny("TABLE", "DATABASE", "ROLE", "USER", "LOGIN", "SERVER"))
            || (verb.Is("CREATE") && next.IsAny("TABLE", "INDEX", "UNIQUE", "CLUSTERED", "NONCLUSTERED"))
            || (verb.IsAny("EXEC", "EXECUTE") && (next.Kind is not SqlTokenKind.Word || !next.IsAny("FUNCTION", "PROCEDURE", "ON", "AS")))
            || (verb.Is("UPDATE") && HasSet(tokens, i))
            || (verb.Is("GRANT") && !next.Is("OPTION"));
    }

    private static bool HasSet(IReadOnlyList<SqlToken> tokens, int i)
    {
        for (var ahead = i + 2; ahead < Math.Min(tokens.Count, i + 9); ahead++)
        {
            if (tokens[ahead].Is("SET"))
            {
                return !tokens[i - 1].IsAny("FOR", "ON", "KEY", "DO", "THEN");
            }
        }

        return false;
    }

    /// <summary>The next verb outside of deeper parentheses, or the parenthesis that closes around this one.</summary>
    private static int EndOf(IReadOnlyList<SqlToken> tokens, int[] depths, List<int> starts, int index)
    {
        var start = starts[index];
        var next = index + 1;
        for (var i = start + 1; i < tokens.Count; i++)
        {
            if (depths[i] < depths[start])
            {
                return i;
            }

            if (next < starts.Count && starts[next] == i)
            {
                if (depths[i] == depths[start])
                {
                    return i;
                }

                next++;
            }
        }

        return tokens.Count;
    }
}
