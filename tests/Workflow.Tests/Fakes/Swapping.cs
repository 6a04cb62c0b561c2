using System.Collections.Concurrent;

namespace Workflow.Tests.Fakes;

/// <summary>Writes that compare and swap.</summary>
internal static class Swapping
{
    /// <exception cref="KeyNotFoundException">There is nothing under the key.</exception>
    public static TValue Swap<TKey, TValue>(this ConcurrentDictionary<TKey, TValue> kept, TKey key, Func<TValue, TValue> change)
        where TKey : notnull
        where TValue : class
    {
        while (true)
        {
            var known = kept.TryGetValue(key, out var found) ? found : throw new KeyNotFoundException($"{key}");
            var changed = change(known);
            if (ReferenceEquals(changed, known) || kept.TryUpdate(key, changed, known))
            {
                return changed;
            }
        }
    }
}
