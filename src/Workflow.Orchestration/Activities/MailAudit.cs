using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Keeps in the trail whom a mail could not reach.</summary>
internal static class MailAudit
{
    /// <param name="mail">What tells the mails of one deployment apart.</param>
    public static async Task AppendRefusalsAsync(
        this IAuditLog audit,
        DeploymentId deployment,
        string mail,
        IReadOnlyList<MailRefusal> refusals,
        CancellationToken cancellationToken)
    {
        foreach (var refusal in refusals)
        {
            var entry = new AuditEntry(
                deployment,
                $"mail.refused:{mail}:{refusal.Address}",
                "mail.refused",
                AuditEntry.Gate,
                $"The mail to {refusal.Address} was refused: {refusal.Reason}");
            await audit.AppendAsync(entry, cancellationToken);
        }
    }
}
