using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>Where a statement stands: what its findings depend on besides itself.</summary>
/// <param name="Timing">When it runs.</param>
/// <param name="IsInBody">Whether it is in the body of a routine or block, where EXECUTE runs a text.</param>
/// <param name="Level">How many strings or bodies it is nested in.</param>
/// <param name="IsInLoop">Whether it may run many times.</param>
internal sealed record SqlScope(
    SqlDialect Dialect, SqlTables Tables, Action<SqlFact> Found, SqlTiming Timing, bool IsInBody = false, int Level = 0,
    bool IsInLoop = false)
{
    /// <summary>Strings within strings deeper than this are not looked into.</summary>
    private const int MaxLevel = 4;

    /// <summary>Whether it runs only under a condition, or can fail without the script failing.</summary>
    public bool IsConditional { get; init; }

    /// <summary>The name of the routine in whose body it stands; null outside of one, and in one that nothing can call by a name.</summary>
    public string? Routine { get; init; }

    public SqlRoutines Routines { get; init; } = new();

    public void Report(SqlOperation operation, string target, int line, string? newName = null)
    {
        var fact = new SqlFact(operation, target, line, Timing, newName);
        if (Routine is null || Timing is not SqlTiming.WhenCalled || !Routines.TryHold(Routine, fact))
        {
            Found(fact);
        }
    }

    /// <summary>Notes that a routine is called, with or without its schema.</summary>
    public void Call(string routine)
    {
        if (Timing is SqlTiming.OnDeployment || (Timing is SqlTiming.WhenCalled && Routine is not null))
        {
            Routines.Call(Routine, routine);
        }
    }

    /// <summary>Notes a table that is made.</summary>
    /// <param name="isCertain">False where it may have been there before, with rows.</param>
    public void Make(string table, bool isCertain) => Tables.Add(table, isCertain && !IsConditional);

    /// <summary>Notes that a table has another name. Where that is not certain, neither name is the script's own.</summary>
    public void Rename(string from, string to)
    {
        if (IsConditional)
        {
            Tables.Remove(from);
        }
        else
        {
            Tables.Rename(from, to);
        }
    }

    /// <summary>The same within the body of a routine.</summary>
    /// <param name="routine">Its name; null where it has none to be called by.</param>
    public SqlScope InRoutine(string? routine) => this with
    {
        Timing = Timing > SqlTiming.WhenCalled ? Timing : SqlTiming.WhenCalled,
        Tables = new SqlTables(),
        IsInBody = true,
        Routine = routine,
    };

    /// <summary>Reports what destroys rows or breaks readers of a table, unless the script made the table itself.</summary>
    public void ReportFor(SqlOperation operation, string table, string target, int line, string? newName = null)
    {
        if (!Tables.IsOwn(table))
        {
            Report(operation, target, line, newName);
        }
    }

    /// <summary>Reports what only blocks others.</summary>
    public void ReportLock(SqlOperation operation, string table, string target, int line)
    {
        if (!Tables.IsLikelyNew(table))
        {
            Report(operation, target, line);
        }
    }

    /// <summary>Reads SQL that stands in a string or body.</summary>
    public void Read(string sql, int line, SqlTiming timing)
    {
        if (Level >= MaxLevel || sql.Length >= SqlLexer.MaxTextLength)
        {
            Report(SqlOperation.NotUnderstood, "a text too long or nested too deeply", line);
            return;
        }

        // What a body makes is there only if it is run: it excuses nothing outside of it.
        var inner = this with { Tables = timing == Timing ? Tables : new SqlTables(), Timing = timing, IsInBody = true, Level = Level + 1 };
        using var reader = new StringReader(sql);
        SqlScript.Read(new SqlLexer(reader, Dialect, line), inner);
    }
}
