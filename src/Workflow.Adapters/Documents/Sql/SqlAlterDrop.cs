using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>What ALTER TABLE ... DROP takes away.</summary>
internal static class SqlAlterDrop
{
    /// <param name="action">Behind DROP.</param>
    /// <returns>Whether columns are dropped.</returns>
    public static bool Find(SqlClause action, string table, SqlScope scope, int line)
    {
        switch (action.Peek().Kind is SqlTokenKind.Word ? action.Peek().Text.ToUpperInvariant() : "")
        {
            case "CONSTRAINT" or "CHECK":
                action.Skip();
                Report(SqlOperation.DropConstraint, action, table, scope, line);
                return false;
            case "PRIMARY" or "FOREIGN":
                var kind = action.Peek().Text.ToLowerInvariant();
                action.Skip(2);
                scope.ReportFor(SqlOperation.DropConstraint, table, $"{table} {kind} key {action.ReadName()}".TrimEnd(), line);
                return false;
            case "INDEX" or "KEY":
                action.Skip();
                Report(SqlOperation.DropIndex, action, table, scope, line);
                return false;
            case "PARTITION":
                action.Skip();
                Report(SqlOperation.DropPartition, action, table, scope, line);
                return false;
            case "DEFAULT" or "IDENTITY" or "EXPRESSION" or "PERIOD" or "SYSTEM":
                return false;
        }

        action.SkipAny("COLUMN");
        action.TrySkip("IF", "EXISTS");
        if (action.Peek().Is('('))
        {
            action.Skip();
            foreach (var column in action.SplitAtCommas())
            {
                Report(SqlOperation.DropColumn, column, table, scope, line);
            }

            return true;
        }

        Report(SqlOperation.DropColumn, action, table, scope, line);
        return true;
    }

    private static void Report(SqlOperation operation, SqlClause action, string table, SqlScope scope, int line)
    {
        action.TrySkip("IF", "EXISTS");
        scope.ReportFor(operation, table, $"{table}.{action.ReadName() ?? "?"}", line);
    }
}
