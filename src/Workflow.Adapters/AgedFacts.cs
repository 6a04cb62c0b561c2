using System.Collections.Concurrent;

namespace Workflow.Adapters;

/// <summary>What is known about many people or places, each for a while.</summary>
/// <param name="age">For how long a fact is used.</param>
internal sealed class AgedFacts<T>(TimeSpan age, TimeProvider time)
    where T : class
{
    /// <summary>With more facts than this, all of them are forgotten.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, (T? Fact, long ReadAt, TimeSpan Age)> known = new(StringComparer.Ordinal);

    /// <summary>Those about whom something has to be read again.</summary>
    public IReadOnlyList<string> ListUnread(IEnumerable<string> ids) =>
        [.. ids.Where(id => !known.TryGetValue(id, out var entry) || IsOld(entry))];

    /// <summary>What is known and not too old; null for nothing, also where there is nothing to know.</summary>
    public T? Find(string id) => known.TryGetValue(id, out var entry) && !IsOld(entry) ? entry.Fact : null;

    /// <param name="fact">Null where there is nothing to know.</param>
    public void Keep(string id, T? fact) => Keep(id, fact, age);

    /// <summary>Notes that nothing could be found out, so that it is not tried again at once.</summary>
    public void KeepUnknown(IEnumerable<string> ids, TimeSpan retryAfter)
    {
        foreach (var id in ids)
        {
            Keep(id, null, retryAfter < age ? retryAfter : age);
        }
    }

    private void Keep(string id, T? fact, TimeSpan usedFor)
    {
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[id] = (fact, time.GetTimestamp(), usedFor);
    }

    private bool IsOld((T? Fact, long ReadAt, TimeSpan Age) entry) => time.GetElapsedTime(entry.ReadAt) >= entry.Age;
}
