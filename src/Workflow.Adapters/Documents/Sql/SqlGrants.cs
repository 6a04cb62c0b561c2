using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>Who may do what from then on.</summary>
internal static class SqlGrants
{
    /// <summary>Roles and privileges that make an administrator, of the server or of all its data.</summary>
    private static readonly HashSet<string> Superusers = new(StringComparer.OrdinalIgnoreCase)
    {
        "postgres", "rds_superuser", "cloudsqlsuperuser", "azure_pg_admin", "pg_execute_server_program", "pg_read_server_files",
        "pg_write_server_files", "pg_read_all_data", "pg_write_all_data", "sysadmin", "securityadmin", "serveradmin", "db_owner",
        "db_securityadmin", "db_accessadmin", "dba", "sysdba", "super", "control", "impersonate", "unlimited",
    };

    /// <summary>Options of a role that make it an administrator.</summary>
    private static readonly HashSet<string> SuperuserOptions = new(StringComparer.OrdinalIgnoreCase)
    {
        "SUPERUSER", "CREATEROLE", "BYPASSRLS", "REPLICATION", "sysadmin", "securityadmin", "serveradmin", "db_owner", "db_securityadmin",
    };

    public static void Find(SqlClause clause, SqlScope scope)
    {
        var line = clause.Line;
        var text = clause.Describe(20);
        clause.Skip();
        if (clause.FindWord(Superusers) is not null)
        {
            scope.Report(SqlOperation.GrantSuperuser, text, line);
        }
        else if (clause.HasAnywhere("TO", "PUBLIC"))
        {
            scope.Report(SqlOperation.GrantToPublic, text, line);
        }
        else if (clause.Peek().Is("ALL"))
        {
            scope.Report(SqlOperation.GrantAll, text, line);
        }

        if (clause.HasAnywhere("WITH", "GRANT", "OPTION") || clause.HasAnywhere("WITH", "ADMIN"))
        {
            scope.Report(SqlOperation.GrantOnward, text, line);
        }
    }

    /// <summary>Options in CREATE or ALTER of a role, and members added to one.</summary>
    /// <param name="clause">Behind the kind of principal.</param>
    public static void FindInRole(SqlClause clause, SqlScope scope, int line)
    {
        clause.SkipAny("ROLE", "GROUP");
        if (clause.FindWord(SuperuserOptions) is { } option && !clause.HasAnywhere("DROP", "MEMBER"))
        {
            var name = clause.ReadName();
            var isMember = clause.TrySkip("ADD", "MEMBER") || clause.TrySkip("ADD", "USER");
            var target = isMember ? $"{name} to {clause.ReadName()}" : $"{name} {option}";
            scope.Report(SqlOperation.GrantSuperuser, target.Trim(), line);
        }
    }
}
