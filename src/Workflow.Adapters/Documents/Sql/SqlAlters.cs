using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>ALTER of anything; that of a table is read by <see cref="SqlAlterTable"/>.</summary>
internal static class SqlAlters
{
    public static void Find(SqlClause clause, SqlScope scope)
    {
        var line = clause.Line;
        clause.Skip();
        clause.SkipAny("ONLINE", "OFFLINE", "IGNORE", "FOREIGN", "PUBLIC", "PLUGGABLE");
        var kind = clause.Peek().Kind is SqlTokenKind.Word ? clause.Peek().Text.ToUpperInvariant() : "";
        clause.Skip();
        switch (kind)
        {
            case "TABLE":
                SqlAlterTable.Find(clause, scope, line);
                break;
            case "USER" or "ROLE" or "LOGIN" or "SERVER":
                SqlGrants.FindInRole(clause, scope, line);
                break;
            case "DEFAULT" when clause.Has("GRANT"):
                SqlGrants.Find(clause.Part(clause.IndexOf("GRANT"), clause.End), scope);
                break;
            case "DATABASE":
                FindDatabase(clause, scope, line);
                break;
            case "SCHEMA" or "VIEW" or "TYPE" or "SEQUENCE" or "MATERIALIZED":
                clause.SkipAny("VIEW");
                FindRename(clause, scope, line);
                break;
            case "SYSTEM":
                scope.Report(SqlOperation.ChangeServer, clause.Describe(), line);
                break;
            case "INDEX" when clause.Has("REBUILD") && !clause.HasAnywhere("ONLINE"):
                scope.Report(SqlOperation.ReindexBlocking, clause.ReadName() ?? "an index", line);
                break;
            case "POLICY" when clause.HasAnywhere("TO", "PUBLIC"):
                scope.Report(SqlOperation.GrantToPublic, clause.Describe(), line);
                break;
        }
    }

    private static void FindDatabase(SqlClause clause, SqlScope scope, int line)
    {
        var name = clause.ReadName() ?? "the database";
        if (clause.TrySkip("RENAME") || clause.TrySkip("MODIFY", "NAME"))
        {
            scope.Report(SqlOperation.RenameTable, $"database {name}", line);
        }
        else
        {
            scope.Report(SqlOperation.ChangeServer, $"database {name} {clause.Part(clause.Position, clause.End).Describe(6)}", line);
        }
    }

    private static void FindRename(SqlClause clause, SqlScope scope, int line)
    {
        clause.TrySkip("IF", "EXISTS");
        if (clause.ReadName() is { } name && clause.TrySkip("RENAME", "TO"))
        {
            scope.Report(SqlOperation.RenameTable, name, line);
        }
    }
}
