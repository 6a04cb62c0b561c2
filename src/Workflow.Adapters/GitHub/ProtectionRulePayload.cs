namespace Workflow.Adapters.GitHub;

/// <summary>
/// What is read of the event <c>deployment_protection_rule</c>. <c>sha</c> and <c>ref</c> are missing in older schemas, and
/// <c>deployment</c> may be null.
/// </summary>
internal sealed record ProtectionRulePayload(
    string? Action,
    string? Environment,
    string? Sha,
    string? Ref,
    Uri? DeploymentCallbackUrl,
    ProtectionRulePayload.DeploymentPart? Deployment,
    ProtectionRulePayload.RepositoryPart? Repository,
    ProtectionRulePayload.InstallationPart? Installation,
    ProtectionRulePayload.SenderPart? Sender)
{
    internal sealed record DeploymentPart(long Id, string? Sha, string? Ref, DateTimeOffset? CreatedAt);

    internal sealed record RepositoryPart(long Id, string? FullName, string? HtmlUrl);

    internal sealed record InstallationPart(long Id);

    internal sealed record SenderPart(string? Login);
}
