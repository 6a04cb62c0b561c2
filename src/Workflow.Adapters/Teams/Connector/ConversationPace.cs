using System.Collections.Concurrent;

namespace Workflow.Adapters.Teams.Connector;

/// <summary>
/// Spaces calls so that Teams' limits are kept: per conversation 7 in 1 s, 8 in 2 s, 60 in 30 s and 1,800 in an hour; per app and tenant 30
/// in a second (learn.microsoft.com, "Optimize your bot with rate limiting in Teams").
/// </summary>
internal sealed class ConversationPace(TimeProvider time)
{
    /// <summary>With more conversations than this, those that sent nothing for an hour are forgotten.</summary>
    private const int MostKept = 10_000;

    private static readonly Limit[] PerConversation =
    [
        new(7, TimeSpan.FromSeconds(1)),
        new(8, TimeSpan.FromSeconds(2)),
        new(60, TimeSpan.FromSeconds(30)),
        new(1800, TimeSpan.FromHours(1)),
    ];

    private static readonly Limit[] PerApp = [new(30, TimeSpan.FromSeconds(1))];

    private readonly ConcurrentDictionary<string, Calls> conversations = new(StringComparer.Ordinal);
    private readonly Calls all = new(PerApp);

    /// <summary>Takes a place in the order.</summary>
    /// <param name="conversation">Null for a call that is about none.</param>
    /// <returns>How long to wait before the call: zero for at once.</returns>
    public TimeSpan Reserve(string? conversation)
    {
        var now = time.GetUtcNow();
        if (conversations.Count > MostKept)
        {
            foreach (var one in conversations.Where(one => one.Value.AreOver(now)))
            {
                conversations.TryRemove(one);
            }
        }

        var own = conversation is null ? now : conversations.GetOrAdd(conversation, _ => new Calls(PerConversation)).Reserve(now);
        return all.Reserve(own) - now;
    }

    /// <param name="Count">The most calls within <paramref name="Window"/>.</param>
    private sealed record Limit(int Count, TimeSpan Window);

    /// <summary>When calls were or will be made, in order.</summary>
    private sealed class Calls(Limit[] limits)
    {
        private readonly Lock gate = new();
        private readonly List<DateTimeOffset> moments = [];

        public bool AreOver(DateTimeOffset now)
        {
            lock (gate)
            {
                return moments.Count == 0 || moments[^1] + limits[^1].Window <= now;
            }
        }

        public DateTimeOffset Reserve(DateTimeOffset earliest)
        {
            lock (gate)
            {
                moments.RemoveRange(0, moments.TakeWhile(moment => moment + limits[^1].Window <= earliest).Count());
                var at = limits
                    .Where(limit => moments.Count >= limit.Count)
                    .Select(limit => moments[^limit.Count] + limit.Window)
                    .Append(earliest)
                    .Max();
                moments.Insert(moments.FindLastIndex(moment => moment <= at) + 1, at);
                return at;
            }
        }
    }
}

/// <summary>Lets each call wait for its turn.</summary>
internal sealed class ConversationPacing(ConversationPace pace, TimeProvider time) : DelegatingHandler
{
    private const string Conversations = "/v3/conversations/";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (pace.Reserve(ConversationOf(request.RequestUri!.AbsolutePath)) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private static string? ConversationOf(string path)
    {
        var begin = path.IndexOf(Conversations, StringComparison.Ordinal);
        return begin < 0 ? null : path[(begin + Conversations.Length)..].Split('/')[0];
    }
}
