using Workflow.Core.Deployments;

namespace Workflow.Core.Reviews;

/// <summary>Where evidence is to be seen.</summary>
public static class EvidencePlace
{
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
