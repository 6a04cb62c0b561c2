using System.Globalization;
using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>TRUNCATE, DELETE, UPDATE and MERGE: what changes rows.</summary>
internal static class SqlRows
{
    /// <summary>The most rows that are few, by the number in TOP or LIMIT.</summary>
    private const int MaxFew = 100_000;

    /// <summary>Words that, at the beginning of a line, cannot go on with a DELETE or UPDATE.</summary>
    private static readonly string[] Followers =
        ["SELECT", "INSERT", "PRINT", "COMMIT", "ROLLBACK", "DECLARE", "BEGIN", "RAISERROR", "RETURN", "THROW"];

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
        var isSome = SkipTop(clause);
        clause.SkipAny("LOW_PRIORITY", "QUICK", "IGNORE", "FROM", "ONLY");
        var isVerb = !clause.Peek().IsAny("ON", "OR", "WHERE", "OF") && !clause.Peek().Is(',');
        if (isVerb && clause.ReadName() is { } table && !IsLimited(clause, tokens))
        {
            // DELETE b FROM basket b: the table is behind FROM.
            table = clause.TrySkip("FROM") && clause.ReadName() is { } named ? named : table;
            Report(SqlOperation.DeleteAll, table, clause, isSome, tokens, scope, line);
        }
    }

    private static void FindUpdate(SqlClause clause, IReadOnlyList<SqlToken> tokens, SqlScope scope)
    {
        var line = clause.Line;
        clause.Skip();
        var isSome = SkipTop(clause);
        if (clause.TrySkip("OR"))
        {
            clause.Skip();
        }

        clause.SkipAny("LOW_PRIORITY", "IGNORE", "ONLY");
        var isVerb = !clause.Peek().IsAny("SET", "ON", "OF", "OR");
        if (isVerb && clause.ReadName() is { } table && clause.Has("SET") && !IsLimited(clause, tokens))
        {
            Report(SqlOperation.UpdateAll, table, clause, isSome, tokens, scope, line);
        }
    }

    /// <summary>Whether a condition or a join chooses the rows. A WHERE in a subquery chooses none of this table.</summary>
    private static bool IsLimited(SqlClause clause, IReadOnlyList<SqlToken> tokens)
    {
        var end = EndOf(clause, tokens);
        var where = clause.IndexOf("WHERE");
        clause = clause.Part(clause.Position, end);
        return where >= 0 && where < end
            ? !SqlCondition.IsAlwaysTrue(tokens, where + 1, end)
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

    /// <summary>Where another statement follows without a semicolon.</summary>
    private static int EndOf(SqlClause clause, IReadOnlyList<SqlToken> tokens)
    {
        for (var i = clause.Position; i < clause.End; i++)
        {
            if (tokens[i].IsFirstOnLine && tokens[i].IsAny(Followers) && clause.IsOutside(i))
            {
                return i;
            }
        }

        return clause.End;
    }

    /// <summary>A number of rows that is run over and over, or that no table reaches, limits nothing.</summary>
    private static void Report(
        SqlOperation all, string table, SqlClause clause, bool isSome, IReadOnlyList<SqlToken> tokens, SqlScope scope, int line)
    {
        var limit = clause.IndexOf("LIMIT");
        isSome |= limit >= 0 && limit + 1 < clause.End && IsFew(tokens[limit + 1]);
        var isRepeated = scope.IsInLoop || tokens[0].IsAny("WHILE", "LOOP", "REPEAT", "FOR");
        scope.ReportFor(isSome && !isRepeated ? SqlOperation.ChangeSomeRows : all, table, table, line);
    }

    private static bool IsFew(SqlToken number) =>
        number.Kind is SqlTokenKind.Number && int.TryParse(number.Text, CultureInfo.InvariantCulture, out var count) && count <= MaxFew;

    /// <returns>Whether it limits the statement to a few rows.</returns>
    private static bool SkipTop(SqlClause clause)
    {
        if (!clause.TrySkip("TOP"))
        {
            return false;
        }

        var isFew = IsFew(clause.Peek(clause.Peek().Is('(') ? 1 : 0)) && (!clause.Peek().Is('(') || clause.Peek(2).Is(')'));
        if (clause.Peek().Is('('))
        {
            SkipParentheses(clause);
        }
        else
        {
            clause.Skip();
        }

        return !clause.TrySkip("PERCENT") && isFew;
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
