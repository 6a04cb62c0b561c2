namespace Workflow.Adapters.Teams.Connector;

/// <summary>
/// Spaces the calls of one process so that Teams' limits are kept: per conversation 7 in 1 s, 8 in 2 s, 60 in 30 s and 1,800 in an hour;
/// per app and tenant 30 in a second (learn.microsoft.com, "Optimize your bot with rate limiting in Teams").
/// </summary>
internal sealed class ConversationPace(TimeProvider time)
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    private static readonly Limit[] PerConversation =
    [
        new(7, TimeSpan.FromSeconds(1)),
        new(8, TimeSpan.FromSeconds(2)),
        new(60, TimeSpan.FromSeconds(30)),
        new(1800, TimeSpan.FromHours(1)),
    ];

    private static readonly Limit[] PerApp = [new(30, TimeSpan.FromSeconds(1))];

    private readonly Lock gate = new();
    private readonly Dictionary<string, PlannedCalls> conversations = new(StringComparer.Ordinal);
    private readonly PlannedCalls all = new(PerApp);
    private DateTimeOffset nextSweep = DateTimeOffset.MinValue;

    /// <summary>How many conversations are remembered.</summary>
    public int Kept
    {
        get
        {
            lock (gate)
            {
                return conversations.Count;
            }
        }
    }

    /// <summary>Plans a call for the earliest moment at which it and all that are planned keep the limits.</summary>
    /// <param name="conversation">Null for a call that is about none.</param>
    /// <returns>How long to wait before the call: zero for at once.</returns>
    public TimeSpan Reserve(string? conversation)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            Sweep(now);
            PlannedCalls[] limited = conversation is null ? [all] : [all, Find(conversation)];
            foreach (var calls in limited)
            {
                calls.Forget(now);
            }

            var at = now;
            while (limited.Select(calls => calls.FindPlace(at)).Max() is var later && later > at)
            {
                at = later;
            }

            foreach (var calls in limited)
            {
                calls.Add(at);
            }

            return at - now;
        }
    }

    private PlannedCalls Find(string conversation)
    {
        if (!conversations.TryGetValue(conversation, out var known))
        {
            conversations[conversation] = known = new PlannedCalls(PerConversation);
        }

        return known;
    }

    /// <summary>Forgets conversations whose calls no longer count, once in <see cref="SweepInterval"/>.</summary>
    private void Sweep(DateTimeOffset now)
    {
        if (now < nextSweep)
        {
            return;
        }

        nextSweep = now + SweepInterval;
        foreach (var (conversation, calls) in conversations)
        {
            calls.Forget(now);
            if (calls.IsEmpty)
            {
                conversations.Remove(conversation);
            }
        }
    }

    /// <param name="Count">The most calls within any <paramref name="Window"/>, whose end is not part of it.</param>
    private sealed record Limit(int Count, TimeSpan Window);

    /// <summary>The calls that some limits are about: when they were or will be made, in order.</summary>
    private sealed class PlannedCalls(Limit[] limits)
    {
        private readonly TimeSpan longest = limits.Max(limit => limit.Window);
        private readonly List<DateTimeOffset> moments = [];

        public bool IsEmpty => moments.Count == 0;

        public void Add(DateTimeOffset moment) => moments.Insert(CountUntil(moment), moment);

        /// <summary>Forgets calls that share no window with a call from now on.</summary>
        public void Forget(DateTimeOffset now) => moments.RemoveRange(0, CountUntil(now - longest));

        /// <returns>The earliest moment from the given one on at which one more call keeps the limits.</returns>
        public DateTimeOffset FindPlace(DateTimeOffset earliest)
        {
            var at = earliest;
            while (limits.Select(limit => FindPlace(limit, at)).Max() is var later && later > at)
            {
                at = later;
            }

            return at;
        }

        /// <remarks>
        /// As many planned calls as the limit allows, together with this one in less than its window, are one too many. No moment before
        /// the first of them has left the window mends that.
        /// </remarks>
        private DateTimeOffset FindPlace(Limit limit, DateTimeOffset at)
        {
            var after = CountUntil(at);
            for (var first = Math.Min(after, moments.Count - limit.Count); first >= Math.Max(0, after - limit.Count); first--)
            {
                var (begin, end) = (moments[first], moments[first + limit.Count - 1]);
                if ((end > at ? end : at) - (begin < at ? begin : at) < limit.Window)
                {
                    return begin + limit.Window;
                }
            }

            return at;
        }

        /// <returns>How many calls are not after a moment.</returns>
        private int CountUntil(DateTimeOffset moment)
        {
            var (low, high) = (0, moments.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = moments[middle] <= moment ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
