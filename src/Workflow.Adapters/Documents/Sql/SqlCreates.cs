using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>CREATE: what is made anew, what blocks while it is, and what the body of a routine says.</summary>
internal static class SqlCreates
{
    public static void Find(SqlClause clause, IReadOnlyList<SqlToken> tokens, SqlScope scope)
    {
        var line = clause.Line;
        clause.Skip();
        var replaces = clause.TrySkip("OR", "REPLACE") || clause.TrySkip("OR", "ALTER");
        var isTemporary = clause.Peek().IsAny("TEMP", "TEMPORARY", "VOLATILE");
        clause.SkipAny("GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "VOLATILE", "UNLOGGED", "FOREIGN", "EXTERNAL", "UNIQUE",
            "CLUSTERED", "NONCLUSTERED", "FULLTEXT", "SPATIAL", "BITMAP", "COLUMNSTORE", "TRANSIENT");
        var kind = clause.Peek().Kind is SqlTokenKind.Word ? clause.Peek().Text.ToUpperInvariant() : "";
        clause.Skip();
        switch (kind)
        {
            case "TABLE":
                FindTable(clause, scope, line, replaces && !isTemporary);
                break;
            case "INDEX":
                FindIndex(clause, scope, line);
                break;
            case "USER" or "ROLE" or "LOGIN":
                SqlGrants.FindInRole(clause, scope, line);
                break;
            case "ASSEMBLY":
                scope.Report(SqlOperation.ReachOutside, $"assembly {clause.ReadName()}", line);
                break;
            case "EXTENSION" or "LANGUAGE":
                FindLanguage(clause, scope, line);
                break;
            default:
                FindBodies(clause, tokens, scope);
                break;
        }
    }

    private static void FindTable(SqlClause clause, SqlScope scope, int line, bool replaces)
    {
        var isCertain = !clause.TrySkip("IF", "NOT", "EXISTS");
        if (clause.ReadName() is not { } table)
        {
            return;
        }

        if (replaces)
        {
            scope.ReportFor(SqlOperation.ReplaceTable, table, table, line);
        }

        scope.Make(table, isCertain && !replaces);
    }

    private static void FindIndex(SqlClause clause, SqlScope scope, int line)
    {
        if (scope.Dialect is not (SqlDialect.PostgreSql or SqlDialect.Unknown) || clause.TrySkip("CONCURRENTLY"))
        {
            return;
        }

        var on = clause.IndexOf("ON");
        if (on < 0)
        {
            return;
        }

        var target = clause.Part(on + 1, clause.End);
        target.SkipAny("ONLY");
        if (target.ReadName() is { } table)
        {
            scope.ReportLock(SqlOperation.CreateIndexBlocking, table, table, line);
        }
    }

    /// <summary>Languages in which a function can do what the server's account can do end in "u" by PostgreSQL's custom.</summary>
    private static void FindLanguage(SqlClause clause, SqlScope scope, int line)
    {
        clause.TrySkip("IF", "NOT", "EXISTS");
        if (clause.ReadName() is { } name && name.StartsWith("pl", StringComparison.OrdinalIgnoreCase) && name.EndsWith('u'))
        {
            scope.Report(SqlOperation.ReachOutside, $"language {name}", line);
        }
    }

    /// <summary>The bodies of routines that stand in dollar quotes or, behind AS, in a string.</summary>
    private static void FindBodies(SqlClause clause, IReadOnlyList<SqlToken> tokens, SqlScope scope)
    {
        var language = "sql";
        for (var i = clause.Start; i + 1 < clause.End; i++)
        {
            language = tokens[i].Is("LANGUAGE") ? tokens[i + 1].Text.ToUpperInvariant() : language;
        }

        for (var i = clause.Start + 1; i < clause.End; i++)
        {
            var isBody = tokens[i].Kind is SqlTokenKind.Body || (tokens[i].Kind is SqlTokenKind.Text && tokens[i - 1].Is("AS"));
            if (isBody && language is "SQL" or "PLPGSQL" or "sql")
            {
                scope.Read(tokens[i].Text, tokens[i].Line, SqlTiming.WhenCalled > scope.Timing ? SqlTiming.WhenCalled : scope.Timing);
            }
            else if (isBody)
            {
                scope.Report(SqlOperation.RunDynamic, $"a routine in {language.ToLowerInvariant()}", tokens[i].Line);
            }
        }
    }
}
