using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>Reads a script statement by statement, and knows which of them belong to a routine.</summary>
internal sealed class SqlScript
{
    private readonly SqlScope scope;

    /// <summary>Blocks of the routine that are open; 0 outside of one.</summary>
    private int blocks;

    private bool isInRoutine;

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
                blocks = 0;
            }

            if (isInRoutine)
            {
                blocks += CountBlocks(tokens);
            }

            SqlStatements.Find(statement, isInRoutine ? Called : statement.IsUndo ? Undone : scope);
        }

        var hasBody = blocks > 0 || (isInRoutine && scope.Dialect == SqlDialect.SqlServer);
        if (statement.EndsBatch || !hasBody)
        {
            isInRoutine = false;
        }
    }

    private SqlScope Called => scope with { Timing = Later(SqlTiming.WhenCalled), Tables = new SqlTables(), IsInBody = true };

    private SqlScope Undone => scope with { Timing = SqlTiming.OnUndo, Tables = new SqlTables() };

    private SqlTiming Later(SqlTiming timing) => scope.Timing > timing ? scope.Timing : timing;

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

    /// <summary>How many blocks a part of a routine opens more than it closes: BEGIN and CASE open, END closes unless IF or the like follows.</summary>
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
