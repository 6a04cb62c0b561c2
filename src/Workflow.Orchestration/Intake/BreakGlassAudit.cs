using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration.Intake;

/// <summary>The audit entries about break-glasses.</summary>
internal static class BreakGlassAudit
{
    public static AuditEntry Asked(DeploymentId deployment, BreakGlass known) => new(
        deployment,
        $"break-glass.asked:{known.Number}",
        "break-glass.asked",
        known.Asked.Person.Name,
        $"{known.Describe()} It waits for a second person until {Core.Words.Of(known.ConfirmBy)}.",
        AuditData.Of(known));

    public static AuditEntry Confirmed(DeploymentId deployment, BreakGlass known) => new(
        deployment,
        $"break-glass.confirmed:{known.Number}",
        "break-glass.confirmed",
        known.Confirmed!.Person.Name,
        $"{known.Describe()} It is valid until {Core.Words.Of(known.ValidUntil!.Value)}.",
        AuditData.Of(known));

    /// <param name="attempt">Tells attempts apart: each is an entry.</param>
    public static AuditEntry Refused(
        DeploymentId deployment,
        string step,
        ActorIdentity actor,
        Person? person,
        BreakGlassJudgement judgement,
        DateTimeOffset attempt) => new(
        deployment,
        $"break-glass.refused:{step}:{actor.ObjectId}:{attempt.UtcTicks}",
        "break-glass.refused",
        person?.Name ?? actor.ToString(),
        $"Break-glass refused ({step}): {judgement.Message}",
        AuditData.Of(new { step, refusal = judgement.Refusal, actor }));

    public static AuditEntry Used(DeploymentId deployment, BreakGlass known) => new(
        deployment,
        $"break-glass.used:{known.Number}",
        "break-glass.used",
        $"{known.Asked.Person.Name}, {known.Confirmed!.Person.Name}",
        $"Released by break-glass. {known.Describe()}",
        AuditData.Of(known));

    public static AuditEntry Unannounced(DeploymentId deployment, BreakGlass known, string problem) => new(
        deployment,
        $"break-glass.unannounced:{known.Number}:{problem}",
        "break-glass.unannounced",
        AuditEntry.Gate,
        $"The break-glass could not be announced to everybody: {problem}");
}
