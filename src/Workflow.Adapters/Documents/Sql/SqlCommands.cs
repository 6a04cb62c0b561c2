using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>
/// Statements that are neither definitions nor rows: locks, maintenance, settings, calls, and what reaches out of the database.
/// </summary>
internal static class SqlCommands
{
    /// <summary>Procedures and functions by which SQL reaches programs or files of the server, of the vendors' manuals.</summary>
    private static readonly HashSet<string> Outside = new(StringComparer.OrdinalIgnoreCase)
    {
        "xp_cmdshell", "xp_regwrite", "xp_regdeletekey", "xp_regdeletevalue", "xp_delete_file", "xp_dirtree", "sp_oacreate", "sp_oamethod",
        "sp_start_job", "sp_add_jobstep", "openrowset", "opendatasource", "lo_export", "lo_import", "pg_read_file", "pg_read_binary_file",
        "pg_ls_dir", "pg_write_file", "load_file", "load_extension", "sys_exec", "sys_eval", "utl_file", "utl_http", "utl_tcp",
        "dbms_scheduler",
        "dbms_java", "httpuritype", "dblink", "dblink_exec",
    };

    private static readonly HashSet<string> OutsideWords = new(StringComparer.OrdinalIgnoreCase) { "OUTFILE", "DUMPFILE" };

    public static void Find(SqlClause clause, SqlScope scope)
    {
        var line = clause.Line;
        var verb = clause.Peek().Text.ToUpperInvariant();
        if (verb is not ("WITH" or "INSERT" or "REPLACE") && (FindOutside(clause) ?? clause.FindWord(OutsideWords)) is { } name)
        {
            scope.Report(SqlOperation.ReachOutside, name, line);
        }

        switch (verb)
        {
            case "EXEC" or "EXECUTE" or "CALL":
                SqlCalls.Find(clause, scope);
                break;
            case "PREPARE" when clause.Has("FROM"):
                SqlCalls.FindPrepared(clause, scope);
                break;
            case "DO":
                SqlCalls.FindBlock(clause, scope);
                break;
            case "VACUUM" when clause.HasAnywhere("FULL"):
                scope.Report(SqlOperation.RewriteTable, LastName(clause, "VACUUM", "FULL", "VERBOSE", "ANALYZE", "FREEZE"), line);
                break;
            case "CLUSTER" or "OPTIMIZE":
                scope.Report(SqlOperation.RewriteTable, LastName(clause, "CLUSTER", "VERBOSE", "OPTIMIZE", "TABLE", "LOCAL"), line);
                break;
            case "LOCK":
                scope.Report(SqlOperation.LockTable, LastName(clause, "LOCK", "TABLE", "TABLES", "ONLY"), line);
                break;
            case "REINDEX" when !clause.HasAnywhere("CONCURRENTLY"):
                var indexed = LastName(clause, "REINDEX", "TABLE", "INDEX", "DATABASE", "SCHEMA", "SYSTEM");
                scope.Report(SqlOperation.ReindexBlocking, indexed, line);
                break;
            case "REFRESH" when !clause.HasAnywhere("CONCURRENTLY"):
                scope.Report(SqlOperation.RefreshBlocking, LastName(clause, "REFRESH", "MATERIALIZED", "VIEW"), line);
                break;
            case "RENAME":
                FindRename(clause, scope, line);
                break;
            case "DISABLE" when clause.HasAnywhere("DISABLE", "TRIGGER"):
                scope.Report(SqlOperation.DisableTrigger, LastName(clause, "DISABLE", "TRIGGER"), line);
                break;
            case "SET" or "PRAGMA":
                FindSetting(clause, scope, line);
                break;
            case "COPY" when clause.HasAnywhere("PROGRAM"):
                scope.Report(SqlOperation.ReachOutside, clause.Describe(), line);
                break;
            case "SHUTDOWN" or "RECONFIGURE" or "RESTORE":
                scope.Report(SqlOperation.ChangeServer, clause.Describe(), line);
                break;
            case "SOURCE":
                scope.Report(SqlOperation.RunOtherScript, clause.Describe(), line);
                break;
        }
    }

    /// <summary>Commands of psql, SQL*Plus and sqlcmd.</summary>
    public static void FindInClient(SqlToken command, SqlScope scope)
    {
        var text = command.Text.Length <= 100 ? command.Text : command.Text[..100] + "...";
        if (command.Text.StartsWith("\\!", StringComparison.Ordinal) || command.Text.StartsWith(":!!", StringComparison.Ordinal)
            || command.Text.Contains("program", StringComparison.OrdinalIgnoreCase))
        {
            scope.Report(SqlOperation.ReachOutside, text, command.Line);
        }
        else if (command.Text.StartsWith("\\gexec", StringComparison.Ordinal))
        {
            scope.Report(SqlOperation.RunDynamic, text, command.Line);
        }
        else if (command.Text.StartsWith("\\i", StringComparison.Ordinal) && !command.Text.StartsWith("\\if", StringComparison.Ordinal))
        {
            scope.Report(SqlOperation.RunOtherScript, text, command.Line);
        }
        else if (command.Text.StartsWith('@') || command.Text.StartsWith(":r ", StringComparison.OrdinalIgnoreCase))
        {
            scope.Report(SqlOperation.RunOtherScript, text, command.Line);
        }
    }

    private static string? FindOutside(SqlClause clause) => clause.FindWord(Outside);

    private static void FindRename(SqlClause clause, SqlScope scope, int line)
    {
        clause.Skip();
        clause.SkipAny("TABLE", "TABLES");
        foreach (var part in clause.SplitAtCommas())
        {
            if (part.ReadName() is { } table && part.TrySkip("TO") && part.ReadName() is { } name)
            {
                scope.ReportFor(SqlOperation.RenameTable, table, $"table {table}", line, name);
                scope.Rename(table, name);
            }
        }
    }

    private static void FindSetting(SqlClause clause, SqlScope scope, int line)
    {
        var text = clause.Describe(6);
        clause.Skip();
        clause.SkipAny("SESSION", "LOCAL");
        if (clause.Peek().Is("session_replication_role") && clause.Peek(2).Text.Equals("replica", StringComparison.OrdinalIgnoreCase))
        {
            scope.Report(SqlOperation.DisableTrigger, text, line);
        }
        else if (clause.Peek().IsAny("FOREIGN_KEY_CHECKS", "UNIQUE_CHECKS", "foreign_keys")
            && (clause.Peek(2).Text is "0" || clause.Peek(2).Is("OFF")))
        {
            scope.Report(SqlOperation.DisableConstraint, text, line);
        }
        else if (clause.Peek().IsAny("GLOBAL", "PERSIST") || clause.Peek().Text.StartsWith("@@GLOBAL", StringComparison.OrdinalIgnoreCase))
        {
            scope.Report(SqlOperation.ChangeServer, text, line);
        }
    }

    /// <summary>The first name behind such words; "all tables" where none is said.</summary>
    private static string LastName(SqlClause clause, params ReadOnlySpan<string> words)
    {
        clause.SkipAny(words);
        if (clause.Peek().Is('('))
        {
            while (!clause.IsAtEnd && !clause.Peek().Is(')'))
            {
                clause.Skip();
            }

            clause.Skip();
        }

        clause.SkipAny(words);
        return clause.ReadName() ?? "all tables";
    }
}
