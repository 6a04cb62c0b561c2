using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Files;

namespace Workflow.Adapters.Graph;

/// <summary>What was read of Microsoft Graph, no older than the options allow.</summary>
internal sealed partial class GraphAccounts : IDisposable
{
    /// <summary>With more single people than this, all of them are forgotten.</summary>
    private const int MostSingles = 10_000;

    private const string ObjectKey = "object:";
    private const string EmailKey = "email:";
    private const string LoginKey = "login:";

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, AgedValue<GraphAccount?>> singles = new(StringComparer.Ordinal);
    private readonly GraphReader reader;
    private readonly GraphOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<GraphAccounts> logger;
    private readonly AgedValue<GraphSnapshot> snapshot;

    public GraphAccounts(GraphReader reader, IOptions<GraphOptions> options, TimeProvider time, ILogger<GraphAccounts> logger)
    {
        (this.reader, this.options, this.time, this.logger) = (reader, options.Value, time, logger);
        var freshness = new Freshness(this.options.CacheAge, this.options.OutageTolerance);
        snapshot = new AgedValue<GraphSnapshot>(reader.ReadGroupsAsync, _ => freshness, Report, time, stopping.Token);
    }

    /// <exception cref="GraphUnavailableException">The groups cannot be read, and what was read before is too old.</exception>
    public Task<GraphSnapshot> GetGroupsAsync(CancellationToken cancellationToken) => snapshot.GetAsync(cancellationToken);

    /// <param name="key">As <see cref="Core.Deployments.ActorIdentity.Keys"/> gives it.</param>
    /// <returns>Null where the tenant has nobody of this key, or no way to find them by it.</returns>
    /// <exception cref="GraphUnavailableException">Graph gives no answer, and none of before is young enough.</exception>
    public Task<GraphAccount?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (ReadingOf(key) is not { } read)
        {
            return Task.FromResult<GraphAccount?>(null);
        }

        if (singles.Count >= MostSingles)
        {
            singles.Clear();
        }

        return singles
            .GetOrAdd(key, _ => new AgedValue<GraphAccount?>(read, FreshnessOf, Report, time, stopping.Token))
            .GetAsync(cancellationToken);
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private Func<CancellationToken, Task<GraphAccount?>>? ReadingOf(string key)
    {
        if (key.StartsWith(ObjectKey, StringComparison.Ordinal))
        {
            return Guid.TryParseExact(key[ObjectKey.Length..], "D", out var id) ? token => reader.GetAsync(id, token) : null;
        }

        if (key.StartsWith(EmailKey, StringComparison.Ordinal))
        {
            var email = key[EmailKey.Length..];
            return EmailAddress.IsValid(email) ? token => reader.FindByEmailAsync(email, token) : null;
        }

        return key.StartsWith(LoginKey, StringComparison.Ordinal)
            && key[LoginKey.Length..].Split(':', 2) is [var host, { Length: > 0 } account]
            && options.LoginAttributes.TryGetValue(host, out var number)
                ? token => reader.FindByLoginAsync(number, account, token)
                : null;
    }

    private Freshness FreshnessOf(GraphAccount? account) =>
        account is null ? new Freshness(options.MissAge, TimeSpan.Zero) : new Freshness(options.CacheAge, options.OutageTolerance);

    private void Report(Exception failure)
    {
        if (!stopping.IsCancellationRequested)
        {
            Log.ReadingFailed(logger, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The people directory could not be read again: {Reason}")]
        public static partial void ReadingFailed(ILogger logger, string reason);
    }
}
