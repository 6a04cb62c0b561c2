namespace Workflow.Adapters.GitHub;

/// <summary>What GitHub allows.</summary>
public static class GitHubLimits
{
    /// <summary>A job that waits for a deployment protection rule fails after 30 days (docs.github.com, "Reviewing deployments").</summary>
    public static readonly TimeSpan ProtectionRuleWait = TimeSpan.FromDays(30);
}
