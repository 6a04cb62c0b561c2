using Workflow.Core.Deployments;

namespace Workflow.Core.Reviews;

/// <summary>Where evidence is to be seen.</summary>
public static class EvidencePlace
{
    /// <summary>
    /// What the gate sees a reviewer open: what the policy asks for, and where it answers approvals without a look, whatever the pipeline
    /// has a link to.
    /// </summary>
    public static EvidenceKinds FindSeen(Review review)
    {
        var required = review.Policy?.Requirement?.Evidence ?? EvidenceKinds.None;
        return review.Policy is { SignsAnsweredShare: > 0 }
            ? Enum.GetValues<EvidenceKinds>()
                .Where(kind => kind is not EvidenceKinds.None && Find(review.Request, kind) is not null)
                .Aggregate(required, (all, kind) => all | kind)
            : required;
    }

    /// <summary>The pipeline's own link to it, known by its title.</summary>
    /// <returns>Null where the pipeline gave none that browsers open.</returns>
    public static Link? Find(DeploymentRequest request, EvidenceKinds kind)
    {
        string[] words = kind switch
        {
            EvidenceKinds.Diff => ["diff", "compar", "commit", "change"],
            EvidenceKinds.Run => ["run", "pipeline", "build", "job"],
            _ => ["finding", "plan"],
        };
        return request.Links.FirstOrDefault(link =>
            link.Url is { IsAbsoluteUri: true, Scheme: "https" or "http" }
            && words.Any(word => link.Title.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
