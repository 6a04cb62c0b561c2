using System.Text.Json.Serialization;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;

namespace Workflow.Core.Reviews;

/// <summary>Where a deployment request stands.</summary>
public enum ReviewState
{
    /// <summary>Accepted; facts are being collected.</summary>
    Received,

    /// <summary>Waits for reviewers.</summary>
    Waiting,

    /// <summary>The outcome is fixed; the pipeline has not confirmed it yet.</summary>
    Reporting,
    Released,
    Cancelled,

    /// <summary>The outcome is fixed, and every attempt to tell the pipeline failed.</summary>
    Unreported,

    /// <summary>A review after the fact has ended: no pipeline hears of it.</summary>
    Concluded,
}

/// <summary>All that is known about one deployment request: what the console shows and what decisions are judged against.</summary>
/// <param name="Request">As it was accepted.</param>
public sealed record Review(DeploymentRequest Request, ReviewState State, DateTimeOffset UpdatedAt)
{
    public DeploymentId Id => Request.Id;

    public ChangeAssessment? Assessment { get; init; }

    public PolicyResult? Policy { get; init; }

    /// <summary>Everyone who was asked, in order. Escalation widens the circle: all of them may decide.</summary>
    public IReadOnlyList<AskedReviewer> Asked { get; init; } = [];

    /// <summary>The decisions that counted.</summary>
    public IReadOnlyList<JudgedDecision> Decisions { get; init; } = [];

    /// <summary>What reviewers asked those who made the change, in order.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>Those who made the change or asked for its deployment and were sent a card of their own.</summary>
    public IReadOnlyList<ToldAuthor> Told { get; init; } = [];

    /// <summary>The posts that offer it in a channel, in order.</summary>
    public IReadOnlyList<ChannelPost> Posts { get; init; } = [];

    /// <summary>Everybody to whom a mail about this review was sent, each once.</summary>
    public IReadOnlyList<MailRecipient> Mailed { get; init; } = [];

    /// <summary>The name of the current ladder step; null where none has begun.</summary>
    public string? Step { get; init; }

    /// <summary>When the current ladder step ends; null where nothing is waited for.</summary>
    public DateTimeOffset? Deadline { get; init; }

    public ReviewOutcome? Outcome { get; init; }

    public CallbackReceipt? Receipt { get; init; }

    /// <summary>The newest break-glass that was asked for it, or that released it.</summary>
    public BreakGlass? BreakGlass { get; init; }

    /// <summary>The deployment that a break-glass had released before this review of it began; null for every other review.</summary>
    public DeploymentId? AfterTheFactOf { get; init; }

    /// <summary>The review after the fact of what a break-glass released here.</summary>
    public DeploymentId? AfterTheFact { get; init; }

    /// <summary>
    /// Whether somebody still waits: a reviewer's decision, the pipeline's confirmation, or a hand that mends the callback.
    /// </summary>
    public bool IsOpen => State is not (ReviewState.Released or ReviewState.Cancelled or ReviewState.Concluded);

    /// <summary>This person's place among the authors who were told, or null.</summary>
    public ToldAuthor? FindTold(string? personId) => Told.FirstOrDefault(one => one.Person.Id == personId);

    /// <summary>The same review with another entry for a step's post.</summary>
    public Review WithPost(ChannelPost changed) => this with { Posts = [.. Posts.Select(one => one.Step == changed.Step ? changed : one)] };

    /// <summary>The same review with another entry for the author who was told.</summary>
    public Review WithTold(ToldAuthor changed) =>
        this with { Told = [.. Told.Select(one => one.Person.Id == changed.Person.Id ? changed : one)] };

    /// <summary>This person's place among those who were asked, or null.</summary>
    public AskedReviewer? FindAsked(string? personId) => Asked.FirstOrDefault(one => one.Person.Id == personId);

    /// <summary>Who handed the review over by an action, or null.</summary>
    public AskedReviewer? FindDelegator(string actionId) => Asked.FirstOrDefault(one => one.Delegated?.ActionId == actionId);

    /// <summary>Whether somebody who was asked may decide, by the rules under which they were asked.</summary>
    public Eligibility EligibilityOf(Person person, AskedReviewer asked) => EligibilityOf(person, asked.MinimumLevel, asked.Role);

    /// <summary>
    /// Whether a person may review: by what a step asks for, and by what the policy asks of everybody, which may have been raised since.
    /// While it is not known who took part in the change, nobody may.
    /// </summary>
    /// <param name="role">The role that the ladder's step asks for; null for none.</param>
    public Eligibility EligibilityOf(Person person, Level minimum, string? role)
    {
        if (Assessment is not { } assessment)
        {
            return new Eligibility(["it is not known who took part in the change"]);
        }

        var level = Policy?.Requirement is { } requirement && requirement.MinimumLevel > minimum ? requirement.MinimumLevel : minimum;
        return Policy?.Requirement is { Independent: true }
            ? Eligibility.OfIndependent(person, assessment, level, role)
            : Eligibility.Of(person, assessment.Participants, level, role);
    }

    /// <summary>Whether a person owns changed files by the repository's CODEOWNERS.</summary>
    public bool IsCodeOwner(Person person) => Assessment?.CodeOwners is { } owners && CodeOwner.IsAmong(owners, person);

    /// <summary>Whether a person made part of the change or asked for its deployment.</summary>
    public bool IsMadeBy(Person person)
    {
        var keys = person.Keys().ToHashSet(StringComparer.Ordinal);
        return Request.Requester.Keys().Any(keys.Contains)
            || Assessment?.Participants.Any(one =>
                (one.WroteIt || one.Roles.HasFlag(Participation.Requester)) && one.Is(person, keys)) == true;
    }

    /// <summary>The same review with people added to those who were mailed.</summary>
    public Review WithMailed(IEnumerable<Person> people)
    {
        var mailed = MailRecipient.Of(people, Mailed);
        return mailed.Count == Mailed.Count ? this : this with { Mailed = mailed };
    }

    /// <summary>The same review with another entry for the person who was asked.</summary>
    public Review WithAsked(AskedReviewer changed) =>
        this with { Asked = [.. Asked.Select(one => one.Person.Id == changed.Person.Id ? changed : one)] };
}

/// <summary>A person who was asked, at which step, and the card that asked them.</summary>
/// <param name="MinimumLevel">The level that the step asked for.</param>
/// <param name="Why">Why this person, in a sentence.</param>
/// <param name="Card">Null until the channel confirmed the card.</param>
/// <param name="Undeliverable">Why the channel refused the card for good; null where it did not.</param>
public sealed record AskedReviewer(
    Person Person,
    string Step,
    Level MinimumLevel,
    string? Role,
    string Why,
    DateTimeOffset AskedAt,
    DateTimeOffset Deadline,
    CardReference? Card = null,
    string? Undeliverable = null)
{
    /// <summary>What this person has opened.</summary>
    public EvidenceKinds Opened { get; init; }

    /// <summary>When this person was reminded last; null for never.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>Until when this person wants no reminder.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>To whom this person handed the review: they decide nothing any more. Null where they did not.</summary>
    public Delegation? Delegated { get; init; }

    /// <summary>Who handed the review to this person; null where the ladder asked them.</summary>
    public string? DelegatedBy { get; init; }

    /// <summary>What <see cref="Why"/> says, for readers of other languages; empty in reviews from before it was kept.</summary>
    public IReadOnlyList<AskFact> Facts { get; init; } = [];

    /// <summary>Whether this person took the review over from another one, or on from a post in a channel.</summary>
    [JsonIgnore]
    public bool HasTakenOver => DelegatedBy is not null || Facts.Any(fact => fact.Kind is AskFactKind.TookFromPost);

    /// <summary>To whom this person could have handed the review when they were asked: the best suited first.</summary>
    public IReadOnlyList<Colleague> Colleagues { get; init; } = [];

    /// <summary>Whether this person was reached and has not handed the review over, so that a decision of theirs can count.</summary>
    [JsonIgnore]
    public bool CanDecide => Undeliverable is null && Delegated is null;

    /// <summary>Whether this person was asked by mail and has no card: they decide on the decision page.</summary>
    public bool ByMail { get; init; }

    /// <summary>Whether this person was asked for a role of a step's e-mails, and not in person.</summary>
    [JsonIgnore]
    public bool IsMailedForRole => Facts.Any(fact => fact.Kind is AskFactKind.Mailed);

    /// <summary>The step whose e-mail asked this person first, be it in place of a card; null where none did.</summary>
    public string? MailedAt { get; init; }
}

/// <summary>Where a card is, so that it can be updated.</summary>
public sealed record CardReference(string Channel, string ConversationId, string ActivityId)
{
    /// <summary>The address that the channel's service had when the card was sent; null where it was not recorded.</summary>
    public Uri? ServiceUrl { get; init; }
}

/// <summary>The pipeline's confirmation of the outcome.</summary>
/// <param name="Detail">What the pipeline answered, such as <c>204 No Content</c>.</param>
public sealed record CallbackReceipt(DateTimeOffset At, string Detail);
