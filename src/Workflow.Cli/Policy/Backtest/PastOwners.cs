using System.Text;
using Workflow.Adapters.Git;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>The CODEOWNERS files of a history, each read once.</summary>
internal sealed class PastOwners(HistoryContents contents)
{
    private readonly Dictionary<string, CodeOwners?> files = new(StringComparer.Ordinal);

    /// <summary>Who owns the changed files.</summary>
    /// <returns>Null where there is no such file, or one that cannot be read.</returns>
    public async Task<IReadOnlyList<string>?> FindAsync(
        PastDeployment deployment, ChangeSummary changes, CancellationToken cancellationToken)
    {
        if (deployment.CodeOwners is not { } id)
        {
            return null;
        }

        if (!files.TryGetValue(id, out var file))
        {
            files.Add(id, file = await ReadAsync(id, cancellationToken));
        }

        return file?.Of(changes.Paths);
    }

    private async Task<CodeOwners?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return CodeOwners.Parse(Encoding.UTF8.GetString(await contents.ReadAsync(id, CodeOwners.MaxBytes, cancellationToken)));
        }
        catch (ChangeUnavailableException)
        {
            // As at the gate: a file that is too large counts as none.
            return null;
        }
    }
}
