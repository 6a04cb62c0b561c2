namespace Workflow.LocalHost.Engine.Running;

/// <summary>All instances that must be woken, in one queue with one clock timer.</summary>
internal sealed class TimerQueue : IDisposable
{
    /// <summary>A clock timer cannot be set for longer than 49 days.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private readonly Lock gate = new();
    private readonly PriorityQueue<Instance, DateTimeOffset> queue = new();
    private readonly TimeProvider time;
    private readonly Action<Instance> wake;
    private readonly ITimer clock;

    public TimerQueue(TimeProvider time, Action<Instance> wake)
    {
        this.time = time;
        this.wake = wake;
        clock = time.CreateTimer(_ => WakeDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When the first instance is due.</summary>
    public DateTimeOffset? NextDueAt
    {
        get
        {
            lock (gate)
            {
                DropStale();
                return queue.TryPeek(out _, out var due) ? due : null;
            }
        }
    }

    /// <summary>Wakes the instance at a time, instead of when it was to be woken before.</summary>
    public void Set(Instance instance, DateTimeOffset? due)
    {
        lock (gate)
        {
            if (instance.NextTimerAt == due)
            {
                return;
            }

            instance.NextTimerAt = due;
            if (due is { } at)
            {
                queue.Enqueue(instance, at);
                if (queue.Peek() == instance)
                {
                    SetClock();
                }
            }
        }
    }

    public void Dispose() => clock.Dispose();

    private void WakeDue()
    {
        List<Instance> due = [];
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (queue.TryPeek(out var instance, out var at) && at <= now)
            {
                queue.Dequeue();
                if (instance.NextTimerAt == at)
                {
                    instance.NextTimerAt = null;
                    due.Add(instance);
                }
            }

            SetClock();
        }

        due.ForEach(wake);
    }

    private void SetClock()
    {
        DropStale();
        if (!queue.TryPeek(out _, out var due))
        {
            return;
        }

        var wait = due - time.GetUtcNow();
        clock.Change(
            wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Entries are not removed when an instance's timer changes; they are told by being another time than the instance's.
    /// </summary>
    private void DropStale()
    {
        while (queue.TryPeek(out var instance, out var due) && instance.NextTimerAt != due)
        {
            queue.Dequeue();
        }
    }
}
