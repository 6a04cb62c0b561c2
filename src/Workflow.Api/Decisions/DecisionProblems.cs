using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Workflow.Api.Routing;
using Workflow.Core;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Intake;

namespace Workflow.Api.Decisions;

/// <summary>Why the decision page is not open to somebody, or a decision does not count.</summary>
internal static class DecisionProblems
{
    private const string Otherwise = "If you were asked in Teams too, decide there, on your card.";

    public static GateProblem Of(DecisionDoor door, DeploymentId? deployment) => door switch
    {
        DecisionDoor.Forged => new(
            StatusCodes.Status404NotFound, "link-forged", "The gate did not make this link",
            $"It is damaged, forged, or signed with a key that is no longer in use. Open it as the mail has it, whole. {Otherwise}"),
        DecisionDoor.Expired => new(
            StatusCodes.Status410Gone, "link-expired", "The link has expired",
            $"It counted until the last deadline of the review that the mail told of. {Otherwise}"),
        DecisionDoor.Used => new(
            StatusCodes.Status409Conflict, "link-used", "The link was used already",
            "A link takes one decision, and it has taken one. While the review waits, an approval can still be turned into a rejection"
            + (deployment is null ? "." : $": open {GateLinks.DecisionPath(deployment)} at this address.")),
        DecisionDoor.OtherPerson => new(
            StatusCodes.Status403Forbidden, "link-of-somebody-else", "The link is somebody else's",
            "It counts only for whom the mail was sent to, signed in as themselves. If that is you, sign out at /.auth/logout and use the "
            + "account that the mail was sent to. The attempt is in the audit trail."),
        DecisionDoor.UnknownDeployment => GateProblem.UnknownDeployment(deployment?.Value ?? ""),
        DecisionDoor.NotAsked => new(
            StatusCodes.Status403Forbidden, "not-asked", "You were not asked",
            "Only those who were asked to review this deployment decide it, signed in with the account that the directory has of them."),
        _ => throw new UnreachableException(),
    };

    /// <summary>A refusal that nothing on the page could mend.</summary>
    public static GateProblem Of(DecisionJudgement refused) => new(
        refused.Refusal is DecisionRefusal.UnknownPerson or DecisionRefusal.NotAsked or DecisionRefusal.NotEligible
            ? StatusCodes.Status403Forbidden
            : StatusCodes.Status409Conflict,
        $"decision-{Words.Token(refused.Refusal!.Value)}",
        "No decision of yours counts here",
        refused.Message);

    /// <summary>Whether the sender can mend it on the page.</summary>
    public static bool CanBeMended(DecisionRefusal refusal) => refusal is DecisionRefusal.CommentRequired or DecisionRefusal.ContentChanged
        or DecisionRefusal.TooEarly or DecisionRefusal.ChecklistIncomplete or DecisionRefusal.EvidenceNotOpened
        or DecisionRefusal.SignInRequired;
}
