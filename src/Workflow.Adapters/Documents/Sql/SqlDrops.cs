using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>DROP of anything but the parts of a table.</summary>
internal static class SqlDrops
{
    public static void Find(SqlClause clause, SqlScope scope)
    {
        var line = clause.Line;
        clause.Skip();
        clause.SkipAny("TEMP", "UNIQUE", "PUBLIC", "FOREIGN", "EXTERNAL", "FORCE", "PROCEDURAL", "TRUSTED");
        var isTemporary = clause.TrySkip("TEMPORARY");
        var kind = clause.Peek().Kind is SqlTokenKind.Word ? clause.Peek().Text.ToUpperInvariant() : "";
        clause.Skip();
        if (kind == "OWNED")
        {
            clause.TrySkip("BY");
            scope.Report(SqlOperation.DropOwned, clause.ReadName() ?? "a role", line);
            return;
        }

        if (kind == "MATERIALIZED")
        {
            clause.TrySkip("VIEW");
        }

        clause.SkipAny("CONCURRENTLY");
        clause.TrySkip("IF", "EXISTS");
        if (OperationFor(kind) is not { } operation || isTemporary)
        {
            return;
        }

        foreach (var part in clause.SplitAtCommas())
        {
            Report(part, kind, operation, scope, line);
        }
    }

    private static void Report(SqlClause part, string kind, SqlOperation operation, SqlScope scope, int line)
    {
        if (part.ReadName() is not { } name)
        {
            scope.Report(operation, "one that is not named", line);
            return;
        }

        switch (operation)
        {
            case SqlOperation.DropTable:
                scope.ReportFor(operation, name, name, line);
                scope.Tables.Remove(name);
                break;
            case SqlOperation.DropIndex when part.TrySkip("ON") && part.ReadName() is { } table:
                scope.ReportFor(operation, table, $"{table}.{name}", line);
                break;
            case SqlOperation.DropOther when kind == "TABLESPACE" && part.HasAnywhere("INCLUDING", "CONTENTS"):
                scope.Report(SqlOperation.DropTablespace, name, line);
                break;
            case SqlOperation.DropOther:
                scope.Report(operation, $"{kind.ToLowerInvariant()} {name}", line);
                break;
            default:
                scope.Report(operation, name, line);
                break;
        }
    }

    private static SqlOperation? OperationFor(string kind) => kind switch
    {
        "TABLE" or "TABLES" => SqlOperation.DropTable,
        "DATABASE" or "PLUGGABLE" or "KEYSPACE" => SqlOperation.DropDatabase,
        "SCHEMA" => SqlOperation.DropSchema,
        "VIEW" or "MATERIALIZED" => SqlOperation.DropView,
        "INDEX" => SqlOperation.DropIndex,
        "USER" or "ROLE" or "LOGIN" or "GROUP" => SqlOperation.DropPrincipal,
        "FUNCTION" or "PROCEDURE" or "PROC" or "TRIGGER" or "SEQUENCE" or "TYPE" or "DOMAIN" or "EXTENSION" or "POLICY" or "PUBLICATION"
            or "SUBSCRIPTION" or "SERVER" or "EVENT" or "SYNONYM" or "PACKAGE" or "AGGREGATE" or "RULE" or "ROUTINE" or "CAST" or "OPERATOR"
            or "COLLATION" or "LANGUAGE" or "ASSEMBLY" or "CERTIFICATE" or "CREDENTIAL" or "DEFAULT" or "QUEUE"
            or "DIRECTORY" or "LINK" or "TABLESPACE"
            => SqlOperation.DropOther,
        _ => null,
    };
}
