namespace Workflow.Adapters.Documents.Sql;

internal enum SqlDialect
{
    Unknown,
    PostgreSql,
    MySql,
    SqlServer,
    Oracle,
    Sqlite,
}

/// <summary>Guesses for which database a script is from words that only its dialect has.</summary>
internal static class SqlDialects
{
    private static readonly (SqlDialect Dialect, string[] Marks)[] Marks =
    [
        (SqlDialect.PostgreSql,
            ["$$", "::", " serial", "bigserial", "jsonb", "concurrently", "plpgsql", "timestamptz", "owner to", "\n\\",
                "gen_random_uuid(", "not valid", "pg_"]),
        (SqlDialect.MySql, ["`", "engine=", "engine =", "auto_increment", "delimiter ", "/*!", "unsigned", "on duplicate key", "utf8mb4"]),
        (SqlDialect.SqlServer,
            ["\ngo\n", "\ngo\r", "[dbo]", " dbo.", "nvarchar", "object_id(", "declare @", "sys.objects",
                "uniqueidentifier", "xp_", "exec sp_", "identity(", " top (", "datetime2",
                "begin tran\n", "begin tran\r", "table #", "into #"]),
        (SqlDialect.Oracle, ["varchar2", " number(", "\n/\n", "\n/\r", "dbms_", "execute immediate", "sysdate", "nologging"]),
        (SqlDialect.Sqlite, ["autoincrement", "pragma ", "without rowid", "sqlite_"]),
    ];

    /// <param name="head">The beginning of the script.</param>
    public static SqlDialect Guess(string head)
    {
        var text = $"\n{head}\n";
        var best = SqlDialect.Unknown;
        var bestCount = 0;
        foreach (var (dialect, marks) in Marks)
        {
            var count = marks.Count(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));
            if (count > bestCount)
            {
                (best, bestCount) = (dialect, count);
            }
        }

        return best;
    }
}
