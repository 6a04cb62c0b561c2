using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>The mail that asks one person, with a link of their own where there are links.</summary>
internal static class RequestMail
{
    private const string Purpose = "request";

    /// <summary>Notes whom it goes to before it leaves, and keeps in the trail where it was refused.</summary>
    /// <param name="person">Was asked before.</param>
    public static async Task<IReadOnlyList<MailRefusal>> SendAsync(
        IReviewStore reviews,
        IMailNotifier mail,
        IDecisionLinks links,
        IAuditLog audit,
        DeploymentId deployment,
        Person person,
        CancellationToken cancellationToken)
    {
        var review = await reviews.UpdateAsync(deployment, before => before.WithMailed([person]), cancellationToken);
        var token = links.Create(review, person, Purpose);
        var refusals = await mail.SendReviewRequestAsync(review, review.FindAsked(person.Id)!, token, cancellationToken);
        await audit.AppendRefusalsAsync(deployment, Purpose, refusals, cancellationToken);
        return refusals;
    }
}
