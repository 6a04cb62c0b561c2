using System.Text;
using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Changes;

namespace Workflow.Adapters.Documents.Diffs;

/// <summary>What <c>git diff</c> and <c>diff -u</c> write: files are judged by what they are, added lines by their words.</summary>
internal sealed class UnifiedDiffFormat : IDocumentFormat
{
    /// <summary>More files than these are counted and not judged one by one.</summary>
    private const int MaxFiles = 100_000;

    public string Kind => "unified-diff";

    public bool Recognizes(DocumentHead head) => !head.IsJson && LooksLikeDiff(head.Text);

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var text = new StreamReader(content, Encoding.UTF8);
        var reader = new UnifiedDiffReader(text);
        List<ChangedFile> files = [];
        try
        {
            while (reader.ReadFile() is { } file)
            {
                ReadLines(reader, file, name, risk);
                if (files.Count < MaxFiles)
                {
                    files.Add(file.ToChange());
                }

                AddUnread(file, name, risk);
            }
        }
        finally
        {
            foreach (var finding in ChangeRisk.FindInFiles(files))
            {
                risk.Add(finding with { Where = new RiskLocation(name, finding.Where.Document) });
            }
        }
    }

    /// <summary>Whether a head of a file, or of a file of git, stands at the beginning of a line.</summary>
    public static bool LooksLikeDiff(string text)
    {
        if (text.StartsWith("diff --git ", StringComparison.Ordinal) || text.Contains("\ndiff --git ", StringComparison.Ordinal))
        {
            return true;
        }

        var start = text.StartsWith("--- ", StringComparison.Ordinal) ? 0 : text.IndexOf("\n--- ", StringComparison.Ordinal) + 1;
        var second = text.IndexOf('\n', start) + 1;
        var third = second == 0 ? 0 : text.IndexOf('\n', second) + 1;
        return third > 0
            && text.AsSpan(start).StartsWith("--- ")
            && text.AsSpan(second).StartsWith("+++ ")
            && text.AsSpan(third).StartsWith("@@ ");
    }

    private static void ReadLines(UnifiedDiffReader reader, DiffFile file, string name, RiskCollector risk)
    {
        var isCovered = AddedLineRisk.IsCovered(file.Path);
        var isWanted = DiffContent.IsWanted(file.Path);
        var drops = new MigrationDropRisk(file.Path);
        List<DiffLine> kept = [];
        while (reader.ReadLine() is { } line)
        {
            if (isWanted && kept.Count < DiffContent.MaxLines)
            {
                kept.Add(line);
            }

            var drop = line.Sign == '-' ? null : drops.Find(line.Text, name, $"{file.Path}:{line.Line}", line.Number);
            if (drop is not null && line.Sign == '+')
            {
                risk.Add(drop);
            }

            if (isCovered && line.Sign == '+')
            {
                foreach (var finding in AddedLineRisk.Find(line.Text, name, $"{file.Path}:{line.Line}", line.Number))
                {
                    risk.Add(finding);
                }
            }
        }

        foreach (var finding in DiffContent.Find(file, kept, name).Where(_ => kept.Count > 0))
        {
            risk.Add(finding);
        }

        if (kept.Count == DiffContent.MaxLines)
        {
            risk.Add(
                DocumentRules.IsIncomplete(new RiskLocation(name, file.Path), $"The diff of {file.Path} is too long to be read whole"));
        }
    }

    private static void AddUnread(DiffFile file, string name, RiskCollector risk)
    {
        if (file.IsCombined)
        {
            risk.Add(DocumentRules.IsIncomplete(new RiskLocation(name, file.Path), "The diff of a merge does not show which lines change"));
        }

        if (file.IsSubmodule)
        {
            risk.Add(FileRisk.FindMovedSubmodule(file.Path) with { Where = new RiskLocation(name, file.Path) });
        }

        if (file is { IsBinary: true, OldPath: null } && !RiskPaths.IsBinary(file.Path))
        {
            risk.Add(FileRisk.FindAddedBinary(file.Path) with { Where = new RiskLocation(name, file.Path) });
        }
    }
}
