using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Changes;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Documents;

/// <summary>What a file of the repository holds at both ends of a change.</summary>
/// <param name="Before">Null where there was no file.</param>
/// <param name="After">Null where there is none.</param>
public sealed record ChangedContent(byte[]? Before, byte[]? After);

/// <summary>Finds what the contents of changed files say about risk, wherever the contents come from.</summary>
public static class ChangedFileRisk
{
    /// <summary>Reads the files that are worth it; those that are not read are findings.</summary>
    /// <param name="max">The most files that are read.</param>
    /// <param name="fetch">
    /// Gives a file's contents; throws <see cref="ChangeUnavailableException"/> where they cannot be had. What has none is a link or a
    /// submodule.
    /// </param>
    public static async Task FindAsync(
        IReadOnlyList<ChangedFile> files, int max, Func<ChangedFile, Task<ChangedContent>> fetch, RiskCollector risk)
    {
        // What can destroy data comes first, so that no number of other files keeps it from being read.
        ChangedFile[] worth =
        [
            .. files
                .Where(file => RiskPaths.IsWorthReading(file.Path))
                .OrderBy(file => RiskPaths.IsSql(file.Path) ? 0 : RiskPaths.IsMigration(file.Path) ? 1 : 2),
        ];
        foreach (var file in worth.Take(max))
        {
            await ReadAsync(file, fetch, risk);
        }

        foreach (var finding in AnalysisRules.AreTooMany([.. worth.Skip(max).Select(file => file.Path)], max))
        {
            risk.Add(finding);
        }
    }

    private static async Task ReadAsync(ChangedFile file, Func<ChangedFile, Task<ChangedContent>> fetch, RiskCollector risk)
    {
        try
        {
            var (before, after) = await fetch(file);
            if (before is null && after is null)
            {
                risk.Add(AnalysisRules.IsUnread(file.Path, "It is a link or a submodule and no file"));
                return;
            }

            ChangedDocumentReader.Read(new ChangedDocument(file.Path, ToOpen(before), ToOpen(after)), risk);
        }
        catch (ChangeUnavailableException unavailable)
        {
            risk.Add(AnalysisRules.IsUnread(file.Path, unavailable.Message.TrimEnd('.')));
        }
    }

    private static Func<Stream>? ToOpen(byte[]? content) => content is null ? null : () => new MemoryStream(content, writable: false);
}
