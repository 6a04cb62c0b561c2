namespace Workflow.Adapters.Documents.Sql;

/// <summary>The tables that a script made itself: nobody else uses them yet, and they hold no rows of others.</summary>
internal sealed class SqlTables
{
    /// <summary>More than this are not remembered: their changes are then findings.</summary>
    private const int MaxCount = 10_000;

    private readonly HashSet<string> made = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> perhapsMade = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="isCertain">False for CREATE TABLE IF NOT EXISTS: the table may have been there, with rows.</param>
    public void Add(string table, bool isCertain)
    {
        if (made.Count + perhapsMade.Count < MaxCount)
        {
            (isCertain ? made : perhapsMade).Add(KeyOf(table));
        }
    }

    public void Rename(string from, string to)
    {
        if (made.Contains(KeyOf(from)))
        {
            Add(to, isCertain: true);
            made.Remove(KeyOf(from));
        }
    }

    /// <summary>Dropped or rolled back: who makes it again, does so anew.</summary>
    public void Remove(string table)
    {
        made.Remove(KeyOf(table));
        perhapsMade.Remove(KeyOf(table));
    }

    public void Clear()
    {
        made.Clear();
        perhapsMade.Clear();
    }

    /// <summary>Whether it holds no rows but those of this script.</summary>
    public bool IsOwn(string table) => IsTemporary(table) || made.Contains(KeyOf(table));

    /// <summary>Whether it is new, or likely so: good enough where only a lock is at stake.</summary>
    public bool IsLikelyNew(string table) => IsOwn(table) || perhapsMade.Contains(KeyOf(table));

    private static bool IsTemporary(string table) =>
        table.StartsWith('#') || table.StartsWith('@') || table.StartsWith("tempdb.", StringComparison.OrdinalIgnoreCase)
        || table.StartsWith("pg_temp.", StringComparison.OrdinalIgnoreCase);

    /// <summary>The schema that a name is in where none is said.</summary>
    private static string KeyOf(string table)
    {
        foreach (var schema in (ReadOnlySpan<string>)["public.", "dbo."])
        {
            if (table.StartsWith(schema, StringComparison.OrdinalIgnoreCase))
            {
                return table[schema.Length..];
            }
        }

        return table;
    }
}
