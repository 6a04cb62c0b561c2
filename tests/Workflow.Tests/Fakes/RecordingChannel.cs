using System.Collections.Concurrent;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Keeps what reviewers would see.</summary>
internal sealed class RecordingChannel : IApprovalChannel
{
    private readonly ConcurrentQueue<(string Person, string Card)> sent = new();
    private readonly ConcurrentQueue<string> reminded = new();
    private readonly ConcurrentQueue<(string Person, News News)> announced = new();
    private readonly ConcurrentQueue<string> told = new();
    private readonly ConcurrentDictionary<string, Review> shown = new();

    public IReadOnlyList<(string Person, string Card)> Sent => [.. sent];

    public IReadOnlyList<string> Reminded => [.. reminded];

    /// <summary>The authors who were sent a card.</summary>
    public IReadOnlyList<string> Told => [.. told];

    public IReadOnlyList<(string Person, News News)> Announced => [.. announced];

    /// <summary>The review as each step's post shows it.</summary>
    public ConcurrentDictionary<string, Review> Posted { get; } = new();

    /// <summary>The review as each person's card shows it.</summary>
    public IReadOnlyDictionary<string, Review> Shown => shown;

    /// <summary>People whom the channel will never reach.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>People to whom no message gets through for the moment.</summary>
    public HashSet<string> Failing { get; } = [];

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

    public Task<CardReference> SendToAuthorAsync(Review review, ToldAuthor author, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        if (Refused.Contains(author.Person.Id))
        {
            throw new ChannelRefusedException("the app is not installed");
        }

        told.Enqueue(author.Person.Id);
        shown[author.Person.Id] = review;
        return Task.FromResult(new CardReference("test", author.Person.Id, $"author-card-{told.Count}"));
    }

    public Task<CardReference> UpdateForAuthorAsync(
        Review review, ToldAuthor author, CardReference card, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        shown[author.Person.Id] = review;
        return Task.FromResult(card);
    }

    public Task<CardReference> PostAsync(Review review, ChannelPost post, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        if (Refused.Contains("channel"))
        {
            throw new ChannelRefusedException("there is no channel");
        }

        Posted[post.Step] = review;
        return Task.FromResult(new CardReference("test", "channel", post.Step));
    }

    public Task<CardReference> UpdatePostAsync(Review review, ChannelPost post, CardReference card, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        Posted[post.Step] = review;
        return Task.FromResult(card);
    }

    public Task AnnounceAsync(Review review, Person reader, CardReference card, News news, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        if (Failing.Contains(reader.Id))
        {
            throw new HttpRequestException("the message did not get through");
        }

        announced.Enqueue((reader.Id, news));
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
