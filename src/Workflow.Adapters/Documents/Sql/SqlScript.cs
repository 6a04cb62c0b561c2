using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>Reads a script statement by statement, and knows which of them belong to a routine.</summary>
internal sealed class SqlScript
{
    private readonly SqlScope scope;

    /// <summary>Blocks of the routine that are open; 0 outside of one.</summary>
    private int blocks;

    private bool isInRoutine;

    /// <summary>Of the routine; null for one that nothing calls by a name.</summary>
    private string? routine;

    /// <summary>Whether a condition or block began in this batch: what follows may run or not.</summary>
    private bool isConditional;

    private SqlScript(SqlScope scope) => this.scope = scope;

    public static void Read(SqlLexer lexer, SqlScope scope)
    {
        var script = new SqlScript(scope);
        foreach (var statement in new SqlStatementReader(lexer).ReadAll())
        {
            script.Take(statement);
        }

        if (lexer.UnendedLine is { } line)
        {
            scope.Report(SqlOperation.NeverEnds, "a string or comment", line);
        }
    }

    private void Take(SqlStatement statement)
    {
        var tokens = statement.Tokens;
        if (tokens.Count > 0)
        {
            if (!isInRoutine && IsRoutine(tokens))
            {
                isInRoutine = true;
                routine = NameOfRoutine(tokens);
                blocks = 0;
            }

            if (isInRoutine)
            {
                blocks += CountBlocks(tokens);
            }

            isConditional |= !isInRoutine && BeginsCondition(tokens);
            var within = isInRoutine ? scope.InRoutine(routine ?? scope.Routine) : statement.IsUndo ? Undone : scope;
            SqlStatements.Find(statement, within with { IsConditional = isConditional || scope.IsConditional });
        }

        var hasBody = blocks > 0 || (isInRoutine && scope.Dialect == SqlDialect.SqlServer);
        if (statement.EndsBatch || !hasBody)
        {
            isInRoutine = false;
        }

        isConditional &= !statement.EndsBatch;
    }

    private SqlScope Undone => scope with { Timing = SqlTiming.OnUndo, Tables = new SqlTables() };

    /// <summary>
    /// BEGIN with a statement behind it, IF, WHILE, LOOP and TRY, but not BEGIN TRANSACTION nor IF [NOT] EXISTS before a name. Some
    /// databases also have a function IF.
    /// </summary>
    private bool BeginsCondition(IReadOnlyList<SqlToken> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var isFirst = i == 0 || scope.Dialect == SqlDialect.SqlServer || tokens[i].IsFirstOnLine
                || tokens[i - 1].IsAny("BEGIN", "THEN", "ELSE", "DO", "LOOP", "TRY");
            if (isFirst && (tokens[i].IsAny("WHILE", "LOOP", "TRY") || (tokens[i].Is("IF") && !IsBeforeName(tokens, i + 1))))
            {
                return true;
            }
        }

        return tokens.Count > 1 && tokens[0].Is("BEGIN")
            && !tokens[1].IsAny(
                "TRAN", "TRANSACTION", "WORK", "ISOLATION", "READ", "NOT", "DEFERRABLE", "DEFERRED", "IMMEDIATE", "EXCLUSIVE",
                "CONCURRENT");
    }

    private static bool IsBeforeName(IReadOnlyList<SqlToken> tokens, int i)
    {
        i += i < tokens.Count && tokens[i].Is("NOT") ? 1 : 0;
        return i + 1 < tokens.Count && tokens[i].Is("EXISTS") && !tokens[i + 1].Is('(');
    }

    /// <summary>Without its schema; null for a trigger.</summary>
    private static string? NameOfRoutine(IReadOnlyList<SqlToken> tokens)
    {
        var i = 1;
        while (i < tokens.Count && !tokens[i].IsAny("PROCEDURE", "PROC", "FUNCTION", "PACKAGE", "TRIGGER", "EVENT"))
        {
            i++;
        }

        if (i >= tokens.Count || tokens[i].IsAny("TRIGGER", "EVENT"))
        {
            return null;
        }

        i++;
        while (i < tokens.Count && tokens[i].IsAny("IF", "NOT", "EXISTS", "BODY"))
        {
            i++;
        }

        while (i + 2 < tokens.Count && tokens[i + 1].Is('.'))
        {
            i += 2;
        }

        return i < tokens.Count ? tokens[i].Text : null;
    }

    /// <summary>CREATE or ALTER of a procedure, function, trigger, event or package.</summary>
    private static bool IsRoutine(IReadOnlyList<SqlToken> tokens)
    {
        if (!tokens[0].IsAny("CREATE", "ALTER"))
        {
            return false;
        }

        for (var i = 1; i < Math.Min(tokens.Count, 16); i++)
        {
            if (tokens[i].IsAny("PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE"))
            {
                return !tokens[i - 1].IsAny("DISABLE", "ENABLE", "ALL", "USER");
            }

            if (tokens[i].IsAny("TABLE", "INDEX", "VIEW", "SCHEMA", "DATABASE", "ROLE", "TYPE", "SEQUENCE"))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>
    /// How many blocks a part of a routine opens more than it closes: BEGIN and CASE open, END closes unless IF or the like follows.
    /// </summary>
    private static int CountBlocks(IReadOnlyList<SqlToken> tokens)
    {
        var count = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var next = i + 1 < tokens.Count ? tokens[i + 1] : default;
            if (tokens[i].Is("BEGIN") && !(next.Text is not null && next.IsAny("TRAN", "TRANSACTION", "WORK")))
            {
                count++;
            }
            else if (tokens[i].Is("CASE") && !(i > 0 && tokens[i - 1].Is("END")))
            {
                count++;
            }
            else if (tokens[i].Is("END") && !(next.Text is not null && next.IsAny("IF", "LOOP", "WHILE", "REPEAT", "FOR")))
            {
                count--;
            }
        }

        return count;
    }
}
