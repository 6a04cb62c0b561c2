using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>What ALTER TABLE ... ADD brings.</summary>
internal static class SqlAlterAdd
{
    /// <summary>Functions whose result differs from row to row: PostgreSQL then writes each row anew.</summary>
    private static readonly HashSet<string> VolatileFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "gen_random_uuid", "uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4", "uuidv4", "uuidv7", "random", "clock_timestamp",
        "timeofday", "nextval", "newid", "newsequentialid", "uuid", "rand", "txid_current", "gen_random_bytes", "sys_guid",
    };

    private static readonly HashSet<string> CountedTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "serial", "bigserial", "smallserial", "serial2", "serial4", "serial8", "stored",
    };

    private static readonly HashSet<string> Filled = new(StringComparer.OrdinalIgnoreCase)
    {
        "DEFAULT", "GENERATED", "IDENTITY", "AUTO_INCREMENT", "AUTOINCREMENT", "serial", "bigserial", "smallserial", "serial2", "serial4",
        "serial8", "AS",
    };

    /// <param name="action">Behind ADD.</param>
    public static void Find(SqlClause action, string table, SqlScope scope, int line)
    {
        switch (action.Peek().Kind is SqlTokenKind.Word ? action.Peek().Text.ToUpperInvariant() : "")
        {
            case "CONSTRAINT" or "FOREIGN" or "CHECK" or "PRIMARY" or "UNIQUE" or "EXCLUDE":
                FindConstraint(action, table, scope, line);
                return;
            case "INDEX" or "KEY" or "FULLTEXT" or "SPATIAL" or "PARTITION" or "VALUE" or "PERIOD":
                return;
        }

        action.SkipAny("COLUMN");
        action.TrySkip("IF", "NOT", "EXISTS");
        if (action.Peek().Is('('))
        {
            action.Skip();
            foreach (var column in action.SplitAtCommas())
            {
                FindColumn(column, table, scope, line);
            }

            return;
        }

        FindColumn(action, table, scope, line);
    }

    private static void FindColumn(SqlClause column, string table, SqlScope scope, int line)
    {
        if (column.ReadName() is not { } name)
        {
            return;
        }

        var target = $"{table}.{name}";
        if (column.HasAnywhere("NOT", "NULL") && !column.HasAnyWord(Filled))
        {
            scope.ReportFor(SqlOperation.AddNotNullColumn, table, target, line);
        }

        if (column.HasAnyWord(CountedTypes)
            || (scope.Dialect is SqlDialect.PostgreSql or SqlDialect.Unknown && column.HasAnywhere("AS", "IDENTITY"))
            || (column.Has("DEFAULT") && column.Part(column.IndexOf("DEFAULT"), column.End).HasAnyWord(VolatileFunctions)))
        {
            scope.ReportLock(SqlOperation.AddColumnRewriting, table, target, line);
        }
    }

    private static void FindConstraint(SqlClause action, string table, SqlScope scope, int line)
    {
        var name = action.TrySkip("CONSTRAINT") ? action.ReadName() : null;
        if (action.Peek().Is("DEFAULT") || action.HasAnywhere("NOT", "VALID") || action.HasAnywhere("USING", "INDEX"))
        {
            return;
        }

        scope.ReportLock(SqlOperation.AddConstraintValidating, table, name is null ? table : $"{table}.{name}", line);
    }
}
