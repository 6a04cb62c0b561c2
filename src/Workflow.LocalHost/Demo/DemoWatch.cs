using Workflow.LocalHost.Demo.Gates;

namespace Workflow.LocalHost.Demo;

/// <summary>Follows the deployments of one run to their end.</summary>
/// <param name="reviewers">Null where a person decides, and no scenario says how a deployment has to end.</param>
internal sealed class DemoWatch(
    IDemoGate gate, GateClient client, PipelineClient pipeline, DemoReviewers? reviewers, IDemoOutput output, TimeProvider clock)
{
    private readonly Dictionary<string, (string State, long Since)> changes = [];

    /// <returns>The deployments as they ended.</returns>
    /// <exception cref="DemoException">One of them does not go on.</exception>
    public async Task<IReadOnlyList<DemoRow>> FollowAsync(IReadOnlyList<DemoRow> sent, CancellationToken cancellationToken)
    {
        DemoRow[] rows = [.. sent];
        var begun = clock.GetTimestamp();
        await output.RunAsync(async () =>
        {
            while (!rows.All(row => row.Defects is not null))
            {
                for (var index = 0; index < rows.Length; index++)
                {
                    if (rows[index].Defects is null)
                    {
                        rows[index] = await LookAsync(rows[index], cancellationToken);
                    }
                }

                output.Show(rows, clock.GetUtcNow());
                await Task.Delay(gate.BetweenLooks, clock, cancellationToken);
            }
        });
        output.Finish(rows, clock.GetElapsedTime(begun));
        return rows;
    }

    private async Task<DemoRow> LookAsync(DemoRow row, CancellationToken cancellationToken)
    {
        var seen = await client.FindAsync(row.Id, cancellationToken) is { } status ? row with { Status = status } : row;
        await gate.CheckAsync(seen, Unchanged(seen), client, cancellationToken);
        if (reviewers is not null)
        {
            await reviewers.ActAsync(seen, cancellationToken);
        }

        return seen.Status is { IsEnded: true } ended
            ? seen with { Defects = await FindDefectsAsync(seen, ended, cancellationToken) }
            : seen;
    }

    private TimeSpan Unchanged(DemoRow row)
    {
        var state = $"{row.State} {string.Join(' ', row.Status?.Asked.Select(asked => asked.Delivered) ?? [])}";
        if (!changes.TryGetValue(row.Id, out var last) || last.State != state)
        {
            changes[row.Id] = last = (state, clock.GetTimestamp());
        }

        return clock.GetElapsedTime(last.Since);
    }

    private async Task<IReadOnlyList<string>> FindDefectsAsync(DemoRow row, DeploymentStatus status, CancellationToken cancellationToken)
    {
        if (reviewers is null)
        {
            return [];
        }

        var defects = DemoCheck.FindDefects(
            row.Deployment.Scenario,
            status,
            await client.ReadAuditAsync(row.Id, cancellationToken),
            await pipeline.ReadCallbacksAsync(row.Id, cancellationToken));
        return defects.Count > 0 && reviewers.RefusalOf(row.Id) is { } refusal
            ? [.. defects, $"the decision was answered with: {refusal}"]
            : defects;
    }
}
