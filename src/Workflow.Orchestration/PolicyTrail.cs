using System.Globalization;
using System.Text.Json;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration;

/// <summary>The audit trail of the gate itself: what its policy was when.</summary>
public sealed class PolicyTrail(IAuditLog audit)
{
    /// <summary>The kind of the entries about another policy.</summary>
    public const string PolicyChanged = "policy.changed";

    /// <summary>How often a change is tried against others that win.</summary>
    private const int MostAttempts = 20;

    /// <summary>The trail's id among those of the deployments. No deployment may have it.</summary>
    public static DeploymentId Id { get; } = DeploymentId.Parse("gate.policy");

    /// <summary>
    /// Records that a policy was evaluated which is another than the last one on record. One that comes back is recorded again. A second
    /// attempt, or one beside another host's, adds nothing.
    /// </summary>
    /// <remarks>
    /// The policy that is on record costs one row to read. A digest that a host remembers would cost none, and it would be wrong as soon
    /// as another host has recorded another policy.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Others recorded other policies too many times in a row.</exception>
    public async Task RecordAsync(DeploymentPolicy policy, CancellationToken cancellationToken)
    {
        if (await audit.ReadLastAsync(Id, cancellationToken) is { Entry.Kind: PolicyChanged } newest
            && Read(newest).To.Digest == policy.Digest)
        {
            return;
        }

        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var trail = await audit.ReadAsync(Id, cancellationToken);
            AuditRecord[] changes = [.. trail.Where(record => record.Entry.Kind == PolicyChanged)];
            var last = changes.Length == 0 ? null : Read(changes[^1]);
            if (last?.To.Digest == policy.Digest)
            {
                return;
            }

            // The number is part of the key: of two hosts that saw the same last policy, one is second, and looks again.
            await audit.AppendAsync(EntryOf(changes.Length, last?.To, policy), cancellationToken);
        }

        throw new InvalidOperationException(
            $"The change to policy '{policy.Name}' could not be recorded: others recorded other policies {MostAttempts} times in a row.");
    }

    /// <summary>The whole trail, oldest first.</summary>
    public Task<IReadOnlyList<AuditRecord>> ReadAsync(CancellationToken cancellationToken) => audit.ReadAsync(Id, cancellationToken);

    private static AuditEntry EntryOf(int number, PolicyVersion? from, DeploymentPolicy policy)
    {
        var to = new PolicyVersion(policy.Name, policy.Digest);
        var summary = from is null
            ? $"The gate judges by policy '{to.Name}' ({to.Digest})."
            : $"The gate judges by policy '{to.Name}' ({to.Digest}), no longer by '{from.Name}' ({from.Digest}).";
        return new AuditEntry(
            Id,
            string.Create(CultureInfo.InvariantCulture, $"{PolicyChanged}:{number}"),
            PolicyChanged,
            AuditEntry.Gate,
            summary,
            AuditData.Of(new PolicyChange(from, to)));
    }

    private static PolicyChange Read(AuditRecord record) =>
        JsonSerializer.Deserialize<PolicyChange>(record.Entry.Data!, WorkflowJson.Options)
            ?? throw new InvalidDataException($"record {record.Sequence} of the trail {Id} is empty");

    private sealed record PolicyVersion(string Name, string Digest);

    private sealed record PolicyChange(PolicyVersion? From, PolicyVersion To);
}
