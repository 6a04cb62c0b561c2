using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>
/// The routines that a script defines, and which of them it calls. What a called one does happens on deployment, whether the call stands
/// before or behind the definition: an older routine of that name is not known.
/// </summary>
internal sealed class SqlRoutines
{
    /// <summary>Facts and names beyond it are not kept: then every routine counts as called.</summary>
    private const int MaxCount = 10_000;

    private readonly Dictionary<string, List<SqlFact>> bodies = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> callees = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> called = new(StringComparer.OrdinalIgnoreCase);
    private int count;

    /// <summary>Keeps what a routine does until it is known whether it is called.</summary>
    /// <returns>False where there is no room.</returns>
    public bool TryHold(string routine, SqlFact fact)
    {
        if (count++ >= MaxCount)
        {
            return false;
        }

        if (!bodies.TryGetValue(routine, out var facts))
        {
            bodies[routine] = facts = [];
        }

        facts.Add(fact);
        return true;
    }

    /// <param name="caller">The routine that calls; null for the script itself.</param>
    public void Call(string? caller, string routine)
    {
        var names = called;
        if (caller is not null && !callees.TryGetValue(caller, out names))
        {
            callees[caller] = names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        }

        if (!names!.Contains(routine) && count++ < MaxCount)
        {
            names.Add(routine);
        }
    }

    /// <summary>Reports what was held.</summary>
    public void Report(Action<SqlFact> found)
    {
        var open = new Stack<string>(called);
        while (open.TryPop(out var routine))
        {
            foreach (var callee in callees.GetValueOrDefault(routine) ?? [])
            {
                if (called.Add(callee))
                {
                    open.Push(callee);
                }
            }
        }

        foreach (var (routine, facts) in bodies)
        {
            var isCalled = count > MaxCount || called.Contains(routine);
            foreach (var fact in facts)
            {
                found(isCalled ? fact with { Timing = SqlTiming.OnDeployment } : fact);
            }
        }
    }
}
