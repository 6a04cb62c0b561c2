using System.Text.Json;
using Workflow.Core;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration;

/// <summary>
/// The audit trail of friction controls and of the incidents that open them: the life of each, whoever began it and however it ended,
/// also of those that were taken out of their file.
/// </summary>
public sealed class FrictionTrail(IAuditLog audit)
{
    /// <summary>The trail's id among those of the deployments. No deployment may have it.</summary>
    public static DeploymentId Id { get; } = DeploymentId.Parse("gate.friction");

    public const string Created = "friction.created";

    public const string Renewed = "friction.renewed";

    public const string Ended = "friction.ended";

    public const string Removed = "friction.removed";

    /// <summary>The whole trail, oldest first.</summary>
    public Task<IReadOnlyList<AuditRecord>> ReadAsync(CancellationToken cancellationToken) => audit.ReadAsync(Id, cancellationToken);

    /// <summary>Records what happened to a control and is not on record yet.</summary>
    public async Task RecordAsync(FrictionControl control, DateTimeOffset now, CancellationToken cancellationToken) =>
        await AppendAsync([control], await ReadAsync(cancellationToken), now, cancellationToken);

    /// <summary>Records what happened to any control and is not on record yet.</summary>
    /// <param name="register">One of a file that is on record and not among its controls, and had not ended, was taken out.</param>
    /// <returns>Every control.</returns>
    public async Task<IReadOnlyList<FrictionControl>> RecordAllAsync(
        FrictionRegister register, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // In this order: what is on record was in the register before.
        var trail = await ReadAsync(cancellationToken);
        var all = await register.ListAsync(cancellationToken);
        var listed = all.Select(IdentityOf).ToHashSet(StringComparer.Ordinal);
        foreach (var (identity, last) in LastOf(trail).Where(one => one.Value.Kind is Created or Renewed && !listed.Contains(one.Key) && IsOfFile(one.Value)))
        {
            var name = identity[..identity.LastIndexOf(':')];
            var entry = Entry(
                Removed,
                $"{identity}:{CountRemovals(trail, identity)}",
                AuditEntry.Gate,
                $"Friction control '{name}' is no longer in its file.",
                last.Data);
            await audit.AppendAsync(entry, cancellationToken);
        }

        await AppendAsync(all, trail, now, cancellationToken);
        return all;
    }

    private static bool IsOfFile(AuditEntry entry) =>
        entry.Data is { } data && JsonSerializer.Deserialize<FrictionControl>(data, WorkflowJson.Options) is { CreatedBy: null };

    private async Task AppendAsync(
        IReadOnlyList<FrictionControl> controls, IReadOnlyList<AuditRecord> trail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = trail.Select(record => record.Entry.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in controls.SelectMany(control => EntriesOf(control, trail, now)).Where(entry => known.Add(entry.Key)))
        {
            await audit.AppendAsync(entry, cancellationToken);
        }
    }

    private static IEnumerable<AuditEntry> EntriesOf(FrictionControl control, IReadOnlyList<AuditRecord> trail, DateTimeOffset now)
    {
        // A control that comes back into its file begins anew.
        var identity = IdentityOf(control);
        var life = $"{identity}:{CountRemovals(trail, identity)}";
        var data = AuditData.Of(control);
        var mode = control.Mode is FrictionMode.Enforce ? "" : " Not enforced (shadow).";
        yield return Entry(
            Created,
            life,
            control.CreatedBy ?? AuditEntry.Gate,
            $"Friction control '{control.Name}' of {control.Owner} asks for {control.Requirement} from {Words.Of(control.Starts)} to "
            + $"{Words.Of(control.Expires)}, because: {control.Reason}{mode}",
            data);
        for (var index = 0; index < control.Renewals.Count; index++)
        {
            var renewal = control.Renewals[index];
            yield return Entry(
                Renewed,
                $"{life}:{index}.{renewal.Until.UtcTicks}",
                renewal.By,
                $"Friction control '{control.Name}' renewed until {Words.Of(renewal.Until)}, because: {renewal.Reason}",
                data);
        }

        if (control.StateAt(now) is FrictionState.Ended)
        {
            var end = control.End is { } early && early.At <= control.Until ? early : null;
            yield return Entry(
                Ended,
                life,
                end?.By ?? AuditEntry.Gate,
                $"Friction control '{control.Name}' ended at {Words.Of(control.Until)}{(end is null ? "." : $", because: {end.Reason}")}",
                data);
        }
    }

    /// <summary>The last entry about each control, by its identity.</summary>
    private static Dictionary<string, AuditEntry> LastOf(IReadOnlyList<AuditRecord> trail)
    {
        Dictionary<string, AuditEntry> last = new(StringComparer.Ordinal);
        foreach (var entry in trail.Select(record => record.Entry).Where(entry => entry.Kind is Created or Renewed or Ended or Removed))
        {
            last[IdentityIn(entry)] = entry;
        }

        return last;
    }

    private static int CountRemovals(IReadOnlyList<AuditRecord> trail, string identity) =>
        trail.Count(record => record.Entry.Kind is Removed && IdentityIn(record.Entry) == identity);

    /// <summary>A control with the same name and other content, such as after its file was edited, is another one.</summary>
    private static string IdentityOf(FrictionControl control) => $"{control.Name}:{FrictionDigest.Of(control)}";

    /// <summary>The name may hold colons, the digest and the numbers behind it do not.</summary>
    private static string IdentityIn(AuditEntry entry)
    {
        var key = entry.Key[(entry.Kind.Length + 1)..];
        var numbers = entry.Kind is Renewed ? 2 : 1;
        for (; numbers > 0; numbers--)
        {
            key = key[..key.LastIndexOf(':')];
        }

        return key;
    }

    private static AuditEntry Entry(string kind, string key, string actor, string summary, string? data) =>
        new(Id, $"{kind}:{key}", kind, actor, summary, data);
}
