namespace Workflow.Adapters.Graph;

/// <param name="Age">How old a value is used without a thought.</param>
/// <param name="Tolerance">How much longer it is used while it is read again.</param>
internal readonly record struct Freshness(TimeSpan Age, TimeSpan Tolerance);

/// <summary>
/// A value that is read when it is first needed, and again when it is old: behind the back of whoever needs it, as long as the old one
/// can be tolerated. At most one reading runs at a time, for all who wait, and no one's cancellation ends it.
/// </summary>
/// <param name="onFailure">Told of every reading that failed.</param>
/// <param name="stopping">Ends a reading that runs.</param>
internal sealed class AgedValue<T>(
    Func<CancellationToken, Task<T>> read,
    Func<T, Freshness> freshness,
    Action<Exception> onFailure,
    TimeProvider time,
    CancellationToken stopping)
{
    private readonly Lock gate = new();
    private (T Value, long ReadAt)? known;
    private Task<T>? reading;

    /// <summary>The value, never older than its age and tolerance together. Fails where it cannot be read.</summary>
    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (known is not { } last)
            {
                return StartReading().WaitAsync(cancellationToken);
            }

            var (limits, age) = (freshness(last.Value), time.GetElapsedTime(last.ReadAt));
            if (age < limits.Age)
            {
                return Task.FromResult(last.Value);
            }

            var newest = StartReading();
            return age < limits.Age + limits.Tolerance ? Task.FromResult(last.Value) : newest.WaitAsync(cancellationToken);
        }
    }

    private Task<T> StartReading() => reading ??= Task.Run(ReadAsync, CancellationToken.None);

    private async Task<T> ReadAsync()
    {
        var startedAt = time.GetTimestamp();
        try
        {
            var value = await read(stopping);
            lock (gate)
            {
                (known, reading) = ((value, startedAt), null);
            }

            return value;
        }
        catch (Exception failure)
        {
            lock (gate)
            {
                reading = null;
            }

            onFailure(failure);
            throw;
        }
    }
}
