using System.Collections.Concurrent;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Keeps what reviewers would see.</summary>
internal sealed class RecordingChannel : IApprovalChannel
{
    private readonly ConcurrentQueue<(string Person, string Card)> sent = new();
    private readonly ConcurrentQueue<string> reminded = new();
    private readonly ConcurrentDictionary<string, Review> shown = new();

    public IReadOnlyList<(string Person, string Card)> Sent => [.. sent];

    public IReadOnlyList<string> Reminded => [.. reminded];

    /// <summary>The review as each person's card shows it.</summary>
    public IReadOnlyDictionary<string, Review> Shown => shown;

    /// <summary>People whom the channel will never reach.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>Whether the channel's service fails.</summary>
    public bool IsDown { get; set; }

    public Task<CardReference> SendAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        if (Refused.Contains(reviewer.Person.Id))
        {
            throw new ChannelRefusedException("the app is not installed");
        }

        var card = $"card-{sent.Count + 1}";
        sent.Enqueue((reviewer.Person.Id, card));
        shown[reviewer.Person.Id] = review;
        return Task.FromResult(new CardReference("test", reviewer.Person.Id, card));
    }

    public Task<CardReference> UpdateAsync(
        Review review, AskedReviewer reviewer, CardReference card, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        shown[reviewer.Person.Id] = review;
        return Task.FromResult(card);
    }

    public Task RemindAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        reminded.Enqueue(reviewer.Person.Id);
        return Task.CompletedTask;
    }

    private void ThrowIfDown()
    {
        if (IsDown)
        {
            throw new HttpRequestException("the channel is down");
        }
    }
}
