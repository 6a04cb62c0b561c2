using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Communications.GetPresencesByUserId;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;
using Person = Workflow.Core.Reviews.Person;

namespace Workflow.Adapters.Graph;

/// <summary>
/// Presence and mailbox settings of those who may be asked, no older than the options say. A question that gets no answer keeps nobody
/// from being asked: it is logged, and what it would have told is unknown.
/// </summary>
internal sealed partial class GraphAvailability(
    GraphConnection connection, GraphBatch batch, IOptions<GraphOptions> options, TimeProvider time, ILogger<GraphAvailability> logger)
    : IDisposable
{
    private const int MaxPresences = 650;

    private static readonly string[] Settings = ["timeZone", "workingHours", "automaticRepliesSetting", "language"];

    /// <summary>How long a reviewer is looked for at most before nothing more is waited for.</summary>
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(30);

    /// <summary>How long Graph is left alone after it gave no answer.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly GraphOptions options = options.Value;
    private readonly AgedFacts<SeenPresence> presences = new(options.Value.PresenceAge, time);
    private readonly AgedFacts<MailboxFacts> mailboxes = new(options.Value.MailboxAge, time);
    private readonly SemaphoreSlim reading = new(1);

    public async Task<IReadOnlyList<Person>> DescribeAsync(IReadOnlyList<Person> people, CancellationToken cancellationToken)
    {
        if (!options.ReadPresence && !options.ReadMailboxSettings)
        {
            return people;
        }

        string[] ids = [.. people.Select(person => person.ObjectId).OfType<string>().Distinct()];
        using var limit = new CancellationTokenSource(LongestRead, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // One after the other: who comes second finds what the first has read.
            await reading.WaitAsync(either.Token);
            try
            {
                await ReadPresencesAsync(ids, either.Token);
                await ReadMailboxesAsync(ids, either.Token);
            }
            finally
            {
                reading.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            presences.KeepUnknown(presences.ListUnread(ids), RetryAfter);
            mailboxes.KeepUnknown(mailboxes.ListUnread(ids), RetryAfter);
            Log.TooSlow(logger, LongestRead);
        }

        var now = time.GetUtcNow();
        return
        [
            .. people.Select(person => person.ObjectId is { } id
                ? AvailabilityRules.Describe(person, presences.Find(id), mailboxes.Find(id), now)
                : person),
        ];
    }

    public void Dispose() => reading.Dispose();

    private async Task ReadPresencesAsync(string[] ids, CancellationToken cancellationToken)
    {
        foreach (var some in options.ReadPresence ? presences.ListUnread(ids).Chunk(MaxPresences) : [])
        {
            var question = new GetPresencesByUserIdPostRequestBody { Ids = [.. some] };
            var asked = connection.Client.Communications.GetPresencesByUserId;
            await TryAsync(presences, some, async () =>
            {
                var answer = await GraphFailures.AskAsync(
                    "who is present",
                    () => asked.PostAsGetPresencesByUserIdPostResponseAsync(question, cancellationToken: cancellationToken),
                    "Presence.Read.All");
                var seen = (answer?.Value ?? []).ToLookup(one => one.Id, StringComparer.OrdinalIgnoreCase);
                foreach (var id in some)
                {
                    presences.Keep(id, seen[id].FirstOrDefault() is { } one ? AvailabilityRules.SeenOf(one) : null);
                }
            });
        }
    }

    private async Task ReadMailboxesAsync(string[] ids, CancellationToken cancellationToken)
    {
        foreach (var some in options.ReadMailboxSettings ? mailboxes.ListUnread(ids).Chunk(GraphBatch.MaxSize) : [])
        {
            await TryAsync(mailboxes, some, async () =>
            {
                var answers = await GraphFailures.AskAsync(
                    "when people work",
                    () => batch.AskAsync(
                        [.. some.Select(QuestionOf)], MailboxSettings.CreateFromDiscriminatorValue, cancellationToken, mayRefuse: true),
                    "MailboxSettings.Read");
                foreach (var (id, answer) in some.Zip(answers))
                {
                    mailboxes.Keep(id, answer is null ? null : AvailabilityRules.FactsOf(answer));
                }

                if (answers.All(answer => answer is null))
                {
                    Log.NoMailbox(logger, some.Length);
                }
            });
        }
    }

    private RequestInformation QuestionOf(string id) => connection.Client.Users[id].MailboxSettings.ToGetRequestInformation(
        question => question.QueryParameters.Select = Settings);

    private async Task TryAsync<T>(AgedFacts<T> facts, string[] ids, Func<Task> read)
        where T : class
    {
        try
        {
            await read();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            facts.KeepUnknown(ids, RetryAfter);
            Log.Unknown(logger, ids.Length, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The availability of {Count} people is not known: {Reason}")]
        public static partial void Unknown(ILogger logger, int count, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The availability of some people is not known: it was not read within {Limit}")]
        public static partial void TooSlow(ILogger logger, TimeSpan limit);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Microsoft Graph tells the settings of none of {Count} mailboxes. Where they "
            + "have some, grant the application MailboxSettings.Read")]
        public static partial void NoMailbox(ILogger logger, int count);
    }
}
