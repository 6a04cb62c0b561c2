using Workflow.Core.Provenance;

namespace Workflow.Core.Deployments;

/// <summary>A pipeline asks whether it may deploy a range of commits of a service to an environment, and waits for the answer.</summary>
/// <param name="Service">The service as the policy and the service catalogue name it.</param>
/// <param name="Environment">The environment as the policy names it.</param>
/// <param name="Requester">Who started the pipeline run.</param>
/// <param name="Pipeline">Where the answer goes.</param>
public sealed record DeploymentRequest(
    DeploymentId Id,
    string Service,
    string Environment,
    RepositoryReference Repository,
    CommitRange Commits,
    ActorIdentity Requester,
    PipelineReference Pipeline,
    DateTimeOffset RequestedAt)
{
    /// <summary>The branch or tag that the pipeline deploys. Re-read before release: where it moved, the approval is void.</summary>
    public string? Ref { get; init; }

    /// <summary>The digest of the artifact to deploy, such as <c>sha256:...</c>, where the pipeline knows it.</summary>
    public string? ArtifactDigest { get; init; }

    /// <summary>Links for the reviewer: the diff, the pipeline run.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>What the pipeline or the requester says about the part that AI had; null where nothing was said.</summary>
    public AiDeclaration? Declaration { get; init; }
}

/// <summary>A repository that a change source can read.</summary>
/// <param name="Kind">Which change source reads it: <c>git</c> or <c>github</c>.</param>
/// <param name="Location">A path or URL for <c>git</c>, <c>owner/name</c> for <c>github</c>.</param>
public sealed record RepositoryReference(string Kind, string Location)
{
    public override string ToString() => $"{Kind}:{Location}";
}

/// <summary>The pipeline that waits, and what its adapter needs to answer it.</summary>
/// <param name="Kind">Which pipeline gate answers: <c>github</c> or <c>standard-webhooks</c>.</param>
/// <param name="CallbackData">Opaque to all but that gate. May hold a secret: it is never shown, logged or audited.</param>
public sealed record PipelineReference(string Kind, string CallbackData);

/// <summary>A titled absolute http or https URL.</summary>
public sealed record Link(string Title, Uri Url);
