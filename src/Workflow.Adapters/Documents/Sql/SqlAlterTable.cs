using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>The actions of ALTER TABLE.</summary>
internal static class SqlAlterTable
{
    public static void Find(SqlClause clause, SqlScope scope, int line)
    {
        clause.TrySkip("IF", "EXISTS");
        clause.SkipAny("ONLY");
        if (clause.TrySkip("ALL", "IN"))
        {
            scope.Report(SqlOperation.RewriteTable, clause.Describe(), line);
            return;
        }

        if (clause.ReadName() is not { } table)
        {
            return;
        }

        if (clause.Peek().Is('*'))
        {
            clause.Skip();
        }

        var isDrop = false;
        foreach (var action in clause.SplitAtCommas())
        {
            isDrop = FindAction(action, table, scope, action.IsAtEnd ? line : action.Line, isDrop);
        }
    }

    /// <param name="afterDrop">Whether the action before dropped columns: SQL Server lists several behind one DROP COLUMN.</param>
    /// <returns>Whether this one does.</returns>
    private static bool FindAction(SqlClause action, string table, SqlScope scope, int line, bool afterDrop)
    {
        var verb = action.Peek();
        if (verb.Is("DROP"))
        {
            action.Skip();
            return SqlAlterDrop.Find(action, table, scope, line);
        }

        if (verb.IsAny("WITH"))
        {
            action.Skip();
            if (action.Peek().Is("NOCHECK"))
            {
                scope.ReportLock(SqlOperation.DisableConstraint, table, table, line);
                return false;
            }

            action.Skip();
            verb = action.Peek();
        }

        switch (verb.Kind is SqlTokenKind.Word ? verb.Text.ToUpperInvariant() : "")
        {
            case "ADD":
                action.Skip();
                SqlAlterAdd.Find(action, table, scope, line);
                return false;
            case "ALTER":
                action.Skip();
                FindAlterColumn(action, table, scope, line);
                return false;
            case "MODIFY" or "CHANGE":
                FindModify(action, table, scope, line);
                return false;
            case "RENAME":
                action.Skip();
                FindRename(action, table, scope, line);
                return false;
            case "DISABLE" or "NO":
                FindDisable(action, table, scope, line);
                return false;
            case "NOCHECK":
                scope.ReportFor(SqlOperation.DisableConstraint, table, table, line);
                return false;
            case "TRUNCATE":
                scope.ReportFor(SqlOperation.Truncate, table, $"{table} {action.Describe(6)}", line);
                return false;
            case "SET" or "ENGINE" or "CONVERT" or "MOVE" or "ROW_FORMAT":
                FindStorage(action, table, scope, line);
                return false;
            case "DETACH":
                action.Skip();
                action.SkipAny("PARTITION");
                scope.ReportFor(SqlOperation.DetachPartition, table, $"{table}.{action.ReadName() ?? "?"}", line);
                return false;
        }

        if (afterDrop && action.ReadName() is { } column && action.IsAtEnd)
        {
            scope.ReportFor(SqlOperation.DropColumn, table, $"{table}.{column}", line);
            return true;
        }

        return false;
    }

    private static void FindAlterColumn(SqlClause action, string table, SqlScope scope, int line)
    {
        if (action.Peek().IsAny("CONSTRAINT", "INDEX", "CHECK"))
        {
            return;
        }

        action.SkipAny("COLUMN");
        action.TrySkip("IF", "EXISTS");
        if (action.ReadName() is not { } column)
        {
            return;
        }

        var target = $"{table}.{column}";
        if (action.TrySkip("SET", "NOT", "NULL"))
        {
            scope.ReportLock(SqlOperation.SetNotNull, table, target, line);
        }
        else if (action.Peek().Is("TYPE") || action.TrySkip("SET", "DATA", "TYPE")
            || (action.Peek().Kind is SqlTokenKind.Word or SqlTokenKind.Name
                && !action.Peek().IsAny("SET", "DROP", "ADD", "RESTART", "RESET", "MASKED")))
        {
            scope.ReportFor(SqlOperation.ChangeColumnType, table, target, line);
            if (scope.Dialect == SqlDialect.SqlServer && action.HasAnywhere("NOT", "NULL"))
            {
                scope.ReportLock(SqlOperation.SetNotNull, table, target, line);
            }
        }
    }

    /// <summary>MySQL's and Oracle's words for a column that becomes another one.</summary>
    private static void FindModify(SqlClause action, string table, SqlScope scope, int line)
    {
        var isChange = action.Peek().Is("CHANGE");
        action.Skip();
        action.SkipAny("COLUMN");
        action.TrySkip("IF", "EXISTS");
        if (action.Peek().Is('('))
        {
            action.Skip();
        }

        if (action.Peek().IsAny("PARTITION", "CONSTRAINT", "DEFAULT") || action.ReadName() is not { } column)
        {
            return;
        }

        var target = $"{table}.{column}";
        if (isChange && action.ReadName() is { } renamed && !renamed.Equals(column, StringComparison.OrdinalIgnoreCase))
        {
            scope.ReportFor(SqlOperation.RenameColumn, table, target, line, renamed);
        }

        if (!action.Peek().IsAny("NOT", "NULL", "DEFAULT", "SET"))
        {
            scope.ReportFor(SqlOperation.ChangeColumnType, table, target, line);
        }
        else if (action.Peek().Is("NOT"))
        {
            scope.ReportLock(SqlOperation.SetNotNull, table, target, line);
        }
    }

    private static void FindRename(SqlClause action, string table, SqlScope scope, int line)
    {
        if (action.Peek().IsAny("CONSTRAINT", "INDEX", "KEY", "PARTITION"))
        {
            return;
        }

        if (action.Peek().IsAny("TO", "AS") || !action.HasAnywhere("TO"))
        {
            action.SkipAny("TO", "AS");
            var name = action.ReadName() ?? "another name";
            scope.ReportFor(SqlOperation.RenameTable, table, $"table {table}", line, name);
            scope.Rename(table, name);
            return;
        }

        action.SkipAny("COLUMN");
        if (action.ReadName() is { } column && action.TrySkip("TO") && action.ReadName() is { } renamed)
        {
            scope.ReportFor(SqlOperation.RenameColumn, table, $"{table}.{column}", line, renamed);
        }
    }

    private static void FindDisable(SqlClause action, string table, SqlScope scope, int line)
    {
        if (action.TrySkip("DISABLE", "ROW", "LEVEL", "SECURITY") || action.TrySkip("NO", "FORCE", "ROW", "LEVEL", "SECURITY"))
        {
            scope.ReportFor(SqlOperation.DisableRowSecurity, table, table, line);
        }
        else if (action.TrySkip("DISABLE", "TRIGGER") || action.TrySkip("DISABLE", "ALL", "TRIGGERS"))
        {
            scope.ReportFor(SqlOperation.DisableTrigger, table, $"{action.ReadName() ?? "all"} on {table}", line);
        }
        else if (action.TrySkip("DISABLE", "CONSTRAINT"))
        {
            scope.ReportFor(SqlOperation.DisableConstraint, table, $"{table}.{action.ReadName() ?? "all"}", line);
        }
    }

    private static void FindStorage(SqlClause action, string table, SqlScope scope, int line)
    {
        if (action.TrySkip("SET", "SCHEMA"))
        {
            var moved = $"{action.ReadName()}.{table[(table.LastIndexOf('.') + 1)..]}";
            scope.ReportFor(SqlOperation.RenameTable, table, $"table {table}", line, moved);
        }
        else if (!action.Peek().Is("SET") || action.TrySkip("SET", "TABLESPACE") || action.TrySkip("SET", "LOGGED")
            || action.TrySkip("SET", "UNLOGGED") || action.TrySkip("SET", "ACCESS"))
        {
            scope.ReportLock(SqlOperation.RewriteTable, table, $"table {table}", line);
        }
    }
}
