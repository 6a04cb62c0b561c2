using Workflow.Core.Audit;
using Workflow.Core.Deployments;

namespace Workflow.Api.Deployments;

/// <summary>A deployment's audit trail, oldest record first.</summary>
/// <param name="Intact">Whether no record was changed, inserted or removed from within.</param>
/// <param name="Defect">What is wrong with the first bad record; absent for a sound trail.</param>
public sealed record AuditJson(DeploymentId Deployment, bool Intact, string? Defect, IReadOnlyList<AuditRecordJson> Records)
{
    public static AuditJson Of(DeploymentId deployment, IReadOnlyList<AuditRecord> trail)
    {
        var defect = AuditChain.FindDefect(trail);
        return new(deployment, defect is null, defect, [.. trail.Select(AuditRecordJson.Of)]);
    }
}

/// <param name="Data">The facts, character for character as they were hashed; absent where the summary says it all.</param>
public sealed record AuditRecordJson(
    long Sequence,
    DateTimeOffset At,
    string Key,
    string Kind,
    string Actor,
    string Summary,
    string? Data,
    string PreviousHash,
    string Hash)
{
    public static AuditRecordJson Of(AuditRecord record) => new(
        record.Sequence,
        record.At,
        record.Entry.Key,
        record.Entry.Kind,
        record.Entry.Actor,
        record.Entry.Summary,
        record.Entry.Data,
        record.PreviousHash,
        record.Hash);
}
