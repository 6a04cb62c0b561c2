using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>TRUNCATE, DELETE, UPDATE and MERGE: what changes rows.</summary>
internal static class SqlRows
{
    public static void Find(SqlClause clause, IReadOnlyList<SqlToken> tokens, SqlScope scope)
    {
        switch (clause.Peek().Text.ToUpperInvariant())
        {
            case "TRUNCATE":
                FindTruncate(clause, scope);
                break;
            case "DELETE":
                FindDelete(clause, tokens, scope);
                break;
            case "UPDATE":
                FindUpdate(clause, tokens, scope);
                break;
            default:
                FindMerge(clause, scope);
                break;
        }
    }

    private static void FindTruncate(SqlClause clause, SqlScope scope)
    {
        var line = clause.Line;
        clause.Skip();
        if (clause.Peek().Is('(') || clause.Peek().IsAny("ON", "OR"))
        {
            return;
        }

        clause.SkipAny("TABLE", "ONLY");
        foreach (var part in clause.SplitAtCommas())
        {
            part.SkipAny("ONLY");
            if (part.ReadName() is { } table)
            {
                scope.ReportFor(SqlOperation.Truncate, table, table, line);
            }
        }
    }

    private static void FindDelete(SqlClause clause, IReadOnlyList<SqlToken> tokens, SqlScope scope)
    {
        var line = clause.Line;
        clause.Skip();
        if (clause.Peek().Is("TOP"))
        {
            clause.Skip();
            SkipParentheses(clause);
        }

        clause.SkipAny("LOW_PRIORITY", "QUICK", "IGNORE", "FROM", "ONLY");
        var isVerb = !clause.Peek().IsAny("ON", "OR", "WHERE", "OF") && !clause.Peek().Is(',');
        if (isVerb && clause.ReadName() is { } table && !IsLimited(clause, tokens))
        {
            // DELETE b FROM basket b: the table is behind FROM.
            table = clause.TrySkip("FROM") && clause.ReadName() is { } named ? named : table;
            scope.ReportFor(SqlOperation.DeleteAll, table, table, line);
        }
    }

    private static void FindUpdate(SqlClause clause, IReadOnlyList<SqlToken> tokens, SqlScope scope)
    {
        var line = clause.Line;
        clause.Skip();
        if (clause.Peek().Is("TOP"))
        {
            clause.Skip();
            SkipParentheses(clause);
        }

        if (clause.TrySkip("OR"))
        {
            clause.Skip();
        }

        clause.SkipAny("LOW_PRIORITY", "IGNORE", "ONLY");
        var isVerb = !clause.Peek().IsAny("SET", "ON", "OF", "OR");
        if (isVerb && clause.ReadName() is { } table && clause.Has("SET") && !IsLimited(clause, tokens))
        {
            scope.ReportFor(SqlOperation.UpdateAll, table, table, line);
        }
    }

    /// <summary>Whether a condition or a join chooses the rows. A WHERE in a subquery chooses none of this table.</summary>
    private static bool IsLimited(SqlClause clause, IReadOnlyList<SqlToken> tokens)
    {
        var where = clause.IndexOf("WHERE");
        return where >= 0
            ? !SqlCondition.IsAlwaysTrue(tokens, where + 1, clause.End)
            : clause.Has("JOIN") && clause.Has("ON") && !clause.Has("CROSS");
    }

    private static void FindMerge(SqlClause clause, SqlScope scope)
    {
        var line = clause.Line;
        clause.Skip();
        clause.SkipAny("INTO", "ONLY");
        if (clause.ReadName() is { } table && clause.HasAnywhere("BY", "SOURCE") && clause.Has("DELETE"))
        {
            scope.ReportFor(SqlOperation.MergeDelete, table, table, line);
        }
    }

    private static void SkipParentheses(SqlClause clause)
    {
        while (!clause.IsAtEnd && !clause.Peek().Is(')'))
        {
            clause.Skip();
        }

        clause.Skip();
    }
}
