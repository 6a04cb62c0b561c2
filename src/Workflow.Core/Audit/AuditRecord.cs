using Workflow.Core.Deployments;

namespace Workflow.Core.Audit;

/// <summary>Something that happened, ready to be recorded.</summary>
/// <param name="Key">
/// Unique in the deployment's trail and the same for every attempt of one happening, so that what is tried twice is recorded once.
/// </param>
/// <param name="Kind">Noun and verb, such as <c>reviewer.asked</c>.</param>
/// <param name="Actor">The gate itself, or the person whose doing it was.</param>
/// <param name="Summary">One sentence for a reader.</param>
/// <param name="Data">The facts as JSON; null where the summary says it all.</param>
public sealed record AuditEntry(DeploymentId Deployment, string Key, string Kind, string Actor, string Summary, string? Data = null)
{
    /// <summary>The actor of what the gate did by itself.</summary>
    public const string Gate = "gate";
}

/// <summary>An entry in its place in the trail.</summary>
/// <param name="Sequence">From 0, without gaps.</param>
/// <param name="PreviousHash">Hash of the record before, <see cref="AuditChain.Genesis"/> for the first.</param>
/// <param name="Hash">SHA-256 over all other fields in lower-case hexadecimal.</param>
public sealed record AuditRecord(AuditEntry Entry, long Sequence, DateTimeOffset At, string PreviousHash, string Hash);
