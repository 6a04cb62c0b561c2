namespace Workflow.Tests.Orchestration;

internal static class Sequences
{
    /// <summary>The sequence without repetitions in a row.</summary>
    public static IEnumerable<T> DistinctConsecutive<T>(this IEnumerable<T> items) =>
        items.Aggregate(new List<T>(), (kept, item) =>
        {
            if (kept.Count == 0 || !EqualityComparer<T>.Default.Equals(kept[^1], item))
            {
                kept.Add(item);
            }

            return kept;
        });
}
