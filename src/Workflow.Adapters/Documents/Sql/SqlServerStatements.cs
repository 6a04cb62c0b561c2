using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>Walks the statements that the parser of SQL Server found, and knows which of them belong to a routine.</summary>
/// <param name="firstLine">Of the batch in its script.</param>
internal sealed class SqlServerStatements(SqlScope scope, int firstLine)
{
    /// <summary>Null where it is no T-SQL.</summary>
    public static TSqlScript? TryParse(string batch)
    {
        using var text = new StringReader(batch);
        var parsed = new TSql170Parser(initialQuotedIdentifiers: true).Parse(text, out var errors);
        return errors.Count == 0 ? parsed as TSqlScript : null;
    }

    public void Find(TSqlScript script)
    {
        foreach (var statement in script.Batches.SelectMany(batch => batch.Statements))
        {
            Find(statement, scope);
        }
    }

    private void Find(TSqlStatement? statement, SqlScope within)
    {
        switch (statement)
        {
            case null:
                return;
            case BeginEndBlockStatement block:
                FindAll(block.StatementList, within);
                return;
            case IfStatement condition:
                Find(condition.ThenStatement, Perhaps(within));
                Find(condition.ElseStatement, Perhaps(within));
                return;
            case WhileStatement loop:
                Find(loop.Statement, Perhaps(within) with { IsInLoop = true });
                return;
            case TryCatchStatement guarded:
                FindAll(guarded.TryStatements, Perhaps(within));
                FindAll(guarded.CatchStatements, Perhaps(within));
                return;
            case ProcedureStatementBodyBase { StatementList: { } body }:
                FindAll(body, within.InRoutine(NameOf(statement)));
                return;
            case TriggerStatementBody { StatementList: { } body }:
                FindAll(body, within.InRoutine(routine: null));
                return;
            default:
                FindIn(statement, within);
                return;
        }
    }

    private void FindIn(TSqlStatement statement, SqlScope within)
    {
        var tokens = Tokens(statement);
        if (statement is ExecuteStatement && tokens.Count > 0 && !tokens[0].IsAny("EXEC", "EXECUTE"))
        {
            // The first statement of a batch may call a procedure by its name alone.
            tokens.Insert(0, new SqlToken(SqlTokenKind.Word, "EXEC", tokens[0].Line, IsFirstOnLine: false));
        }

        if (tokens.Count > 0)
        {
            SqlStatements.Find(new SqlStatement(tokens, IsUndo: false, IsCut: false, EndsBatch: false), within);
        }
    }

    private void FindAll(StatementList? statements, SqlScope within)
    {
        foreach (var statement in statements?.Statements ?? [])
        {
            Find(statement, within);
        }
    }

    /// <summary>Whether the statement runs, or runs to its end, is not certain.</summary>
    private static SqlScope Perhaps(SqlScope within) => within with { IsConditional = true };

    private static string? NameOf(TSqlStatement routine) => routine switch
    {
        ProcedureStatementBody procedure => procedure.ProcedureReference?.Name?.BaseIdentifier?.Value,
        FunctionStatementBody function => function.Name?.BaseIdentifier?.Value,
        _ => null,
    };

    private List<SqlToken> Tokens(TSqlStatement statement)
    {
        List<SqlToken> tokens = [];
        for (var i = statement.FirstTokenIndex; i <= statement.LastTokenIndex; i++)
        {
            if (statement.ScriptTokenStream[i] is var token && KindOf(token.TokenType) is { } kind)
            {
                tokens.Add(new SqlToken(kind, TextOf(token), token.Line + firstLine - 1, IsFirstOnLine: false));
            }
        }

        return tokens;
    }

    private static SqlTokenKind? KindOf(TSqlTokenType type) => type switch
    {
        TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment or TSqlTokenType.EndOfFile
            or TSqlTokenType.Semicolon => null,
        TSqlTokenType.QuotedIdentifier or TSqlTokenType.AsciiStringOrQuotedIdentifier => SqlTokenKind.Name,
        TSqlTokenType.AsciiStringLiteral or TSqlTokenType.UnicodeStringLiteral => SqlTokenKind.Text,
        TSqlTokenType.Integer or TSqlTokenType.Numeric or TSqlTokenType.Real or TSqlTokenType.Money or TSqlTokenType.HexLiteral
            => SqlTokenKind.Number,
        TSqlTokenType.Variable => SqlTokenKind.Variable,
        TSqlTokenType.Identifier => SqlTokenKind.Word,
        _ when type < TSqlTokenType.Bang => SqlTokenKind.Word,
        _ => SqlTokenKind.Symbol,
    };

    /// <summary>Without quotes and brackets.</summary>
    private static string TextOf(TSqlParserToken token) => token.TokenType switch
    {
        TSqlTokenType.AsciiStringLiteral => token.Text[1..^1].Replace("''", "'", StringComparison.Ordinal),
        TSqlTokenType.UnicodeStringLiteral => token.Text[2..^1].Replace("''", "'", StringComparison.Ordinal),
        TSqlTokenType.QuotedIdentifier or TSqlTokenType.AsciiStringOrQuotedIdentifier => token.Text[1..^1],
        _ => token.Text,
    };
}
