namespace Workflow.Adapters.Documents.Sql;

/// <summary>Where the statements begin that stand in what a semicolon or batch ends.</summary>
internal static class SqlStarts
{
    /// <summary>Verbs in more parentheses than these are not looked for.</summary>
    private const int MaxDepth = 16;

    private static readonly string[] Before =
        ["BEGIN", "THEN", "ELSE", "LOOP", "DO", "AS", "IS", "ANALYZE", "EXPLAIN", "ATOMIC", "REPEAT", "TRY", "CATCH", "ALSO", "INSTEAD"];

    private static readonly string[] Verbs =
    [
        "DROP", "ALTER", "TRUNCATE", "DELETE", "UPDATE", "MERGE", "CREATE", "GRANT", "EXEC", "EXECUTE", "VACUUM", "CLUSTER", "LOCK",
        "REINDEX",
        "REFRESH", "RENAME", "DISABLE", "SET", "COPY", "PREPARE", "LOAD", "OPTIMIZE", "PRAGMA", "SHUTDOWN", "SOURCE", "RECONFIGURE", "CALL",
        "ROLLBACK", "DO", "SELECT", "PERFORM", "INSERT", "REPLACE", "PURGE", "FLASHBACK", "ATTACH", "DETACH", "WITH", "NOAUDIT", "KILL",
        "BACKUP",
        "RESTORE", "INSTALL",
    ];

    /// <summary>Words before DELETE, UPDATE or MERGE that make it an event, a permission or a lock.</summary>
    private static readonly string[] Continuing =
    [
        "ON", "OR", "OF", "FOR", "AFTER", "BEFORE", "KEY", "DO", "THEN", "GRANT", "REVOKE", "DENY", "AND", "NOT", "TO", "BY", "INNER", "AS",
    ];

    /// <summary>What may stand between EXPLAIN and the verb, outside of parentheses.</summary>
    private static readonly string[] ExplainOptions =
        ["ANALYZE", "ANALYSE", "VERBOSE", "EXTENDED", "PARTITIONS", "FORMAT", "JSON", "TREE", "TRADITIONAL", "PLAN", "QUERY", "FOR"];

    public static List<int> Find(IReadOnlyList<SqlToken> tokens, int[] depths, SqlDialect dialect)
    {
        List<int> starts = [];
        var isLoose = tokens[0].IsAny("IF", "WHILE", "ELSE", "BEGIN", "DECLARE");
        var isWith = tokens[0].Is("WITH");
        var explained = ExplainedVerb(tokens, depths);
        var isRun = explained < 0 || IsAnalyzed(tokens, explained);
        if (explained >= 0 && isRun)
        {
            starts.Add(explained);
            isWith = tokens[explained].Is("WITH");
        }

        for (var i = explained + 1; i < tokens.Count; i++)
        {
            // THEN in a MERGE says what happens to its own rows.
            var isOfMerge = i > 0 && tokens[i - 1].Is("THEN") && starts.Count > 0 && tokens[starts[^1]].Is("MERGE");
            if ((tokens[i].Kind is SqlTokenKind.Word && depths[i] <= MaxDepth && tokens[i].IsAny(Verbs) && !isOfMerge
                    && (isRun ? StartsAt(tokens, i, isLoose, isWith) : tokens[i].IsFirstOnLine && IsUnmistakable(tokens, i)))
                || IsNext(tokens, depths, i, dialect))
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
        return (verb.Is("DROP") && next.IsAny(
                "TABLE", "DATABASE", "SCHEMA", "VIEW", "PROCEDURE", "FUNCTION", "USER", "LOGIN", "ROLE", "PROC", "TRIGGER", "SYNONYM"))
            || (verb.Is("TRUNCATE") && next.Is("TABLE"))
            || (verb.Is("DELETE") && next.Is("FROM"))
            || (verb.Is("ALTER") && next.IsAny("TABLE", "DATABASE", "ROLE", "USER", "LOGIN", "SERVER"))
            || (verb.Is("CREATE") && next.IsAny("TABLE", "INDEX", "UNIQUE", "CLUSTERED", "NONCLUSTERED", "LOGIN", "USER", "ROLE"))
            || (verb.IsAny("EXEC", "EXECUTE") && (next.Kind is not SqlTokenKind.Word || !next.IsAny("FUNCTION", "PROCEDURE", "ON", "AS")))
            || (verb.Is("UPDATE") && HasSet(tokens, i))
            || (verb.Is("GRANT") && !next.Is("OPTION"));
    }

    private static bool HasSet(IReadOnlyList<SqlToken> tokens, int i)
    {
        for (var ahead = i + 2; ahead < Math.Min(tokens.Count, i + 16); ahead++)
        {
            if (tokens[ahead].Is("SET"))
            {
                return !tokens[i - 1].IsAny(Continuing) && !tokens[i - 1].Is(',');
            }
        }

        return false;
    }

    /// <summary>
    /// DELETE without FROM, MERGE or DROP INDEX at the beginning of a line: in T-SQL another statement may end before it.
    /// </summary>
    private static bool IsNext(IReadOnlyList<SqlToken> tokens, int[] depths, int i, SqlDialect dialect)
    {
        if (i == 0 || i + 1 >= tokens.Count || depths[i] > 0 || !tokens[i].IsFirstOnLine
            || dialect is not (SqlDialect.SqlServer or SqlDialect.Unknown)
            || tokens[i - 1].IsAny(Continuing) || (tokens[i - 1].Kind is SqlTokenKind.Symbol && !tokens[i - 1].Is(')')))
        {
            return false;
        }

        var (verb, next) = (tokens[i], tokens[i + 1]);
        var isNamed = next.Kind is SqlTokenKind.Word or SqlTokenKind.Name or SqlTokenKind.Variable;
        return (verb.Is("DELETE") && isNamed && !next.IsAny("ON", "OF", "OR", "AS", "TO", "WHERE", "CASCADE", "RESTRICT", "USING", "BEGIN"))
            || (verb.Is("MERGE") && isNamed && !next.IsAny("JOIN", "UNION", "RANGE", "PARTITION", "PARTITIONS", "SUBPARTITIONS"))
            || (verb.Is("DROP") && next.Is("INDEX") && HasTable(tokens, i + 2));
    }

    /// <summary>Whether a name and ON follow, as in DROP INDEX ix ON basket.</summary>
    private static bool HasTable(IReadOnlyList<SqlToken> tokens, int i)
    {
        var on = i < tokens.Count && tokens[i].Is("IF") ? i + 3 : i + 1;
        return on < tokens.Count && tokens[on].Is("ON");
    }

    /// <summary>The verb of what EXPLAIN explains; -1 where the statement is none.</summary>
    private static int ExplainedVerb(IReadOnlyList<SqlToken> tokens, int[] depths)
    {
        if (!tokens[0].Is("EXPLAIN"))
        {
            return -1;
        }

        for (var i = 1; i < tokens.Count; i++)
        {
            if (depths[i] == 0 && tokens[i].Kind is SqlTokenKind.Word && !tokens[i].IsAny(ExplainOptions))
            {
                return tokens[i].IsAny(Verbs) ? i : -1;
            }
        }

        return -1;
    }

    /// <summary>EXPLAIN runs the statement only with ANALYZE.</summary>
    private static bool IsAnalyzed(IReadOnlyList<SqlToken> tokens, int verb)
    {
        for (var i = 1; i < verb; i++)
        {
            if (tokens[i].IsAny("ANALYZE", "ANALYSE"))
            {
                return !(tokens[i + 1].IsAny("FALSE", "OFF") || tokens[i + 1].Text is "0");
            }
        }

        return false;
    }
}
