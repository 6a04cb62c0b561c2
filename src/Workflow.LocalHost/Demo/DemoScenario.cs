using Workflow.Core.Reviews;

namespace Workflow.LocalHost.Demo;

/// <summary>What the scripted reviewers of a scenario do.</summary>
internal enum ReviewerScript
{
    NobodyIsAsked,
    NobodyAnswers,
    FirstApproves,
    SecondRejects,
}

/// <summary>One deployment of the demo, and how it has to end.</summary>
/// <param name="Key">Short and unique; part of the deployment's id.</param>
/// <param name="Title">What a reader should see happen.</param>
/// <param name="Deliveries">How often the pipeline delivers the same webhook.</param>
/// <param name="Expected">Why the deployment must have been released or cancelled.</param>
/// <param name="Steps">Audit kinds that must have been recorded on the way.</param>
internal sealed record DemoScenario(
    string Key, string Title, string Service, ReviewerScript Script, OutcomeReason Expected, string[] Steps, int Deliveries = 1)
{
    /// <summary>What the rejecting reviewer writes; the pipeline must receive it.</summary>
    public const string RejectionComment = "This deletes the orders database. Not without a backup and a plan.";

    public static DemoScenario SeniorAlone { get; } = new(
        "senior", "A senior's own change without AI", "catalog",
        ReviewerScript.NobodyIsAsked, OutcomeReason.ReleasedByPolicy, []);

    public static DemoScenario JuniorAssisted { get; } = new(
        "assisted", "A junior's commit with an AI co-author", "checkout",
        ReviewerScript.FirstApproves, OutcomeReason.Approved, ["reviewer.asked", "card.sent", "decision.accepted"]);

    public static DemoScenario AgentDeletes { get; } = new(
        "agent", "An autonomous agent deletes a resource", "orders",
        ReviewerScript.SecondRejects, OutcomeReason.Rejected, ["reviewer.asked", "escalation.mailed", "decision.accepted"]);

    public static DemoScenario Unanswered { get; } = new(
        "unanswered", "An AI-assisted change that nobody answers", "search",
        ReviewerScript.NobodyAnswers, OutcomeReason.TimedOut, ["reviewer.asked", "reviewer.reminded", "escalation.mailed"]);

    public static DemoScenario DeliveredThrice { get; } = new(
        "thrice", "The same webhook delivered three times", "payments",
        ReviewerScript.FirstApproves, OutcomeReason.Approved, ["reviewer.asked", "card.sent", "decision.accepted"], Deliveries: 3);

    public static IReadOnlyList<DemoScenario> All { get; } =
        [SeniorAlone, JuniorAssisted, AgentDeletes, Unanswered, DeliveredThrice];
}
