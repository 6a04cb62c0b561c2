using Workflow.Core;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Api.Deployments;

/// <summary>
/// A deployment as programs read it. What is not known yet is absent. Enumerated values are tokens such as <c>require-review</c>.
/// </summary>
/// <param name="Deadline">When the current ladder step ends; absent where nothing is waited for.</param>
/// <param name="Verdict">The policy's, with <paramref name="Reason"/>.</param>
public sealed record DeploymentJson(
    DeploymentId Id,
    string Service,
    string Environment,
    string Repository,
    CommitRange Commits,
    string Requester,
    string State,
    DateTimeOffset RequestedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? Deadline,
    ProvenanceJson? Provenance,
    RiskJson? Risk,
    string? AuthorLevel,
    string? Verdict,
    string? Reason,
    IReadOnlyList<AskedJson> Asked,
    IReadOnlyList<DecisionJson> Decisions,
    OutcomeJson? Outcome,
    CallbackReceipt? Receipt,
    LinksJson Links)
{
    /// <summary>The deployment that reviews after the fact what a break-glass released here; absent where none does.</summary>
    public DeploymentId? AfterTheFact { get; init; }

    /// <summary>The deployment of which this is the review after the fact; absent for every other one.</summary>
    public DeploymentId? AfterTheFactOf { get; init; }

    /// <summary>What reviewers asked those who made the change, in order.</summary>
    public IReadOnlyList<QuestionJson> Questions { get; init; } = [];

    /// <summary>The break-glass that was asked for this deployment or released it; absent where there is none.</summary>
    public BreakGlassJson? BreakGlass { get; init; }

    /// <param name="now">When it is read: a break-glass may have expired by then.</param>
    public static DeploymentJson Of(Review review, LinksJson links, DateTimeOffset now) => new(
        review.Id,
        review.Request.Service,
        review.Request.Environment,
        review.Request.Repository.ToString(),
        review.Request.Commits,
        review.Request.Requester.ToString(),
        Words.Token(review.State),
        review.Request.RequestedAt,
        review.UpdatedAt,
        review.Deadline,
        review.Assessment is { } assessment
            ? ProvenanceJson.Of(assessment.Provenance)
            : null,
        review.Assessment?.Risk is { } risk ? RiskJson.Of(risk) : null,
        review.Assessment is { } assessed ? Words.Token(assessed.AuthorLevel) : null,
        review.Policy is { } policy ? Words.Token(policy.Verdict) : null,
        review.Policy?.Reason,
        [.. review.Asked.Select(AskedJson.Of)],
        [.. review.Decisions.Select(DecisionJson.Of)],
        review.Outcome is { } outcome ? OutcomeJson.Of(outcome) : null,
        review.Receipt,
        links)
    {
        Questions = [.. review.Questions.Select(QuestionJson.Of)],
        AfterTheFact = review.AfterTheFact,
        AfterTheFactOf = review.AfterTheFactOf,
        BreakGlass = review.BreakGlass is { } known ? BreakGlassJson.Of(known, now) : null,
    };
}

/// <param name="Kind"><c>none</c>, <c>assisted</c>, <c>unknown</c> or <c>agent</c>.</param>
/// <param name="Sponsors">Who set the agents to work, as far as they are named.</param>
/// <param name="Share">How much of the change AI wrote; absent where it was not counted.</param>
public sealed record ProvenanceJson(string Kind, IReadOnlyList<string> Tools, IReadOnlyList<string> Sponsors, ProvenanceShare? Share)
{
    public static ProvenanceJson Of(ProvenanceReport report) => new(
        Words.Token(report.Kind), report.Tools, [.. report.Sponsors.Select(one => one.ToString())], report.Share);
}

/// <param name="ObjectId">The person's Entra ID object id.</param>
/// <param name="Delivered">Whether the channel confirmed the card.</param>
/// <param name="Undeliverable">Why the channel will never deliver it; absent where it did not refuse.</param>
public sealed record AskedJson(
    string Name, string? ObjectId, string Step, DateTimeOffset AskedAt, DateTimeOffset Deadline, bool Delivered, string? Undeliverable)
{
    public static AskedJson Of(AskedReviewer asked) => new(
        asked.Person.Name, asked.Person.ObjectId, asked.Step, asked.AskedAt, asked.Deadline, asked.Card is not null, asked.Undeliverable)
    {
        HandedTo = asked.Delegated?.Name,
        ByMail = asked.ByMail,
    };

    /// <summary>To whom this person handed the review; absent where they did not.</summary>
    public string? HandedTo { get; init; }

    /// <summary>Whether this person was asked by mail, with a link to the decision page.</summary>
    public bool ByMail { get; init; }
}

/// <param name="By">The reviewer who asked.</param>
/// <param name="Answer">Absent while there is none.</param>
public sealed record QuestionJson(string By, string Text, DateTimeOffset At, AnswerJson? Answer)
{
    public static QuestionJson Of(Question question) => new(
        question.AskedByName,
        question.Text,
        question.At,
        question.Answer is { } answer ? new AnswerJson(answer.ByName, answer.Text, answer.At) : null);
}

public sealed record AnswerJson(string By, string Text, DateTimeOffset At);

/// <param name="Decision"><c>approve</c> or <c>reject</c>.</param>
public sealed record DecisionJson(string Name, string Decision, string? Comment, DateTimeOffset At)
{
    public static DecisionJson Of(JudgedDecision decision) =>
        new(decision.ReviewerName, Words.Token(decision.Kind), decision.Comment, decision.At);
}

/// <param name="Decision"><c>release</c> or <c>cancel</c>.</param>
public sealed record OutcomeJson(
    string Decision, string Reason, string Explanation, IReadOnlyList<string> DecidedBy, string? Comment)
{
    public static OutcomeJson Of(ReviewOutcome outcome) => new(
        outcome.IsRelease ? "release" : "cancel",
        Words.Token(outcome.Reason),
        outcome.Explanation,
        outcome.DecidedBy,
        outcome.Comment);
}

/// <summary>Absolute URLs.</summary>
/// <param name="Page">The review in the console.</param>
public sealed record LinksJson(string Self, string Page, string Audit);

/// <summary>Some deployments, newest first.</summary>
public sealed record DeploymentListJson(IReadOnlyList<DeploymentJson> Deployments);
