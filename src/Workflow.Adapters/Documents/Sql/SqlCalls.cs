using System.Text;
using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>
/// Calls of procedures, and SQL that is run from a text: one that is all there is read, one that is put together is not known.
/// </summary>
internal static class SqlCalls
{
    public static void Find(SqlClause clause, SqlScope scope)
    {
        var line = clause.Line;
        var text = clause.Describe();
        clause.Skip();
        var isImmediate = clause.TrySkip("IMMEDIATE");
        var name = clause.Peek();
        if (name.Is('(') || isImmediate || (scope.IsInBody && IsText(name)))
        {
            Run(clause, scope, text, line);
            return;
        }

        if (name.Kind is SqlTokenKind.Variable && clause.Peek(1).Is('='))
        {
            clause.Skip(2);
        }

        var procedure = LastPart(clause.ReadName());
        scope.Call(procedure);
        switch (procedure.ToUpperInvariant())
        {
            case "SP_EXECUTESQL":
                clause.TrySkip("@stmt");
                Run(clause, scope, text, line);
                break;
            case "SP_RENAME":
                scope.Report(SqlOperation.RenameTable, Unquote(clause), line);
                break;
            case "SP_ADDROLEMEMBER" or "SP_ADDSRVROLEMEMBER":
                SqlGrants.FindInRole(clause, scope, line);
                ReportMember(clause, scope, text, line);
                break;
            case "SP_DROPUSER" or "SP_DROPLOGIN" or "SP_REVOKEDBACCESS":
                scope.Report(SqlOperation.DropPrincipal, Unquote(clause), line);
                break;
            case "SP_CONFIGURE":
                scope.Report(SqlOperation.ChangeServer, text, line);
                break;
            case "SP_MSFOREACHTABLE" or "SP_MSFOREACHDB":
                scope.Report(SqlOperation.RunDynamic, text, line);
                break;
            case "FORMAT" or "CONCAT" or "QUOTE_IDENT" when scope.IsInBody:
                scope.Report(SqlOperation.RunDynamic, text, line);
                break;
            default:
                if (scope.IsInBody && scope.Dialect is not SqlDialect.SqlServer && name.Kind is SqlTokenKind.Variable or SqlTokenKind.Word
                    && !text.StartsWith("CALL", StringComparison.OrdinalIgnoreCase))
                {
                    scope.Report(SqlOperation.RunDynamic, text, line);
                }

                break;
        }
    }

    /// <summary>PREPARE name FROM text, as MySQL has it.</summary>
    public static void FindPrepared(SqlClause clause, SqlScope scope)
    {
        var (text, line) = (clause.Describe(), clause.Line);
        clause.Skip(3);
        Run(clause, scope, text, line);
    }

    /// <summary>DO with a body in dollar quotes or in a string, which runs at once.</summary>
    public static void FindBlock(SqlClause clause, SqlScope scope)
    {
        var line = clause.Line;
        clause.Skip();
        while (!clause.IsAtEnd)
        {
            var token = clause.Peek();
            if (token.Is("LANGUAGE") && !clause.Peek(1).IsAny("plpgsql", "sql") && clause.Peek(1).Text != "plpgsql")
            {
                scope.Report(SqlOperation.RunDynamic, $"a block in {clause.Peek(1).Text}", line);
                return;
            }

            if (IsText(token))
            {
                scope.Read(token.Text, token.Line, scope.Timing);
            }

            clause.Skip();
        }
    }

    /// <summary>Reads the text where nothing but literal strings makes it up.</summary>
    private static void Run(SqlClause clause, SqlScope scope, string text, int line)
    {
        while (clause.Peek().Is('(') || clause.Peek().Is('='))
        {
            clause.Skip();
        }

        var sql = new StringBuilder();
        var at = clause.Peek().Line;
        while (IsText(clause.Peek()))
        {
            sql.Append(clause.Peek().Text);
            clause.Skip();
            while (clause.Peek().Is('+') || clause.Peek().Is('|'))
            {
                clause.Skip();
            }
        }

        var isAtEnd = clause.IsAtEnd || clause.Peek().Is(')') || clause.Peek().Is(',') || clause.Peek().IsAny("USING", "INTO");
        var isWhole = sql.Length > 0 && isAtEnd;
        if (isWhole)
        {
            scope.Read(sql.ToString(), at, scope.Timing);
        }
        else
        {
            scope.Report(SqlOperation.RunDynamic, text, line);
        }
    }

    private static void ReportMember(SqlClause clause, SqlScope scope, string text, int line)
    {
        if (text.Contains("db_owner", StringComparison.OrdinalIgnoreCase) || text.Contains("admin", StringComparison.OrdinalIgnoreCase))
        {
            scope.Report(SqlOperation.GrantSuperuser, text, clause.IsAtEnd ? line : clause.Peek().Line);
        }
    }

    private static string Unquote(SqlClause clause)
    {
        if (clause.Peek().Kind is SqlTokenKind.Variable && clause.Peek(1).Is('='))
        {
            clause.Skip(2);
        }

        return clause.ReadName() ?? "something";
    }

    private static string LastPart(string? name) => name is null ? "" : name[(name.LastIndexOf('.') + 1)..];

    private static bool IsText(SqlToken token) => token.Kind is SqlTokenKind.Text or SqlTokenKind.Body;
}
