using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>
/// Finds the verbs in a statement, also those behind THEN, in a common table expression or without a semicolon before them.
/// </summary>
internal static class SqlStatements
{
    public static void Find(SqlStatement statement, SqlScope scope)
    {
        var tokens = statement.Tokens;
        if (tokens[0].Kind is SqlTokenKind.Command)
        {
            SqlCommands.FindInClient(tokens[0], scope);
            return;
        }

        var depths = Depths(tokens);
        var starts = SqlStarts.Find(tokens, depths, scope.Dialect);
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
