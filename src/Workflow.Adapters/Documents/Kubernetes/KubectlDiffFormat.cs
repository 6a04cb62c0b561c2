using System.Text;
using Workflow.Adapters.Documents.Diffs;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Manifests;

namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>
/// What <c>kubectl diff</c> writes: a unified diff between folders LIVE-n and MERGED-n, each object in a file that is named
/// <c>group.version.Kind.namespace.name</c> (kubernetes.io, reference of kubectl diff; observed with kubectl 1.31).
/// </summary>
internal sealed class KubectlDiffFormat : IDocumentFormat
{
    /// <summary>The most lines of one object that are kept.</summary>
    private const int MaxLines = 20_000;

    public string Kind => "kubectl-diff";

    public bool Recognizes(DocumentHead head) =>
        !head.IsJson && head.Text.Contains("/LIVE-", StringComparison.Ordinal) && head.Text.Contains("/MERGED-", StringComparison.Ordinal)
        && UnifiedDiffFormat.LooksLikeDiff(head.Text);

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var text = new StreamReader(content, Encoding.UTF8);
        var reader = new UnifiedDiffReader(text);
        List<DiffLine> lines = [];
        while (reader.ReadFile() is { } file)
        {
            lines.Clear();
            while (reader.ReadLine() is { } line)
            {
                // One more than is judged tells that there are more.
                if (lines.Count <= MaxLines)
                {
                    lines.Add(line);
                }
            }

            var (kind, target) = ParseName(file.Path);
            if (lines.Count > MaxLines)
            {
                risk.Add(DocumentRules.IsIncomplete(new RiskLocation(name, target), $"The diff of {target} is too long to be read whole"));
            }

            foreach (var fact in Judge(kind, target, lines))
            {
                risk.Add(ManifestRules.Judge(fact, name));
            }
        }
    }

    /// <summary>An object of which all lines are deleted is removed; one of which all are added is new and can be read whole.</summary>
    private static IEnumerable<ManifestFact> Judge(string kind, string target, List<DiffLine> lines)
    {
        if (lines.Count > 0 && lines.TrueForAll(line => line.Sign == '-'))
        {
            return [new ManifestFact(ManifestOperation.Remove, kind, target, Line: lines[0].Number)];
        }

        if (lines.Count > 0 && lines.TrueForAll(line => line.Sign == '+') && ManifestText.TryRead(lines) is { } objects)
        {
            var first = lines[0].Number;
            return objects.SelectMany(ManifestContent.Find).Select(fact => fact with { Line = fact.Line + first - 1 });
        }

        return ManifestLines.Find(kind, target, lines);
    }

    private static (string Kind, string Target) ParseName(string path)
    {
        var parts = path[(path.LastIndexOf('/') + 1)..].Split('.');
        var at = Array.FindIndex(parts, part => part.Length > 0 && char.IsAsciiLetterUpper(part[0]));
        return at < 0 || at + 2 >= parts.Length
            ? ("", path)
            : (parts[at], KubernetesObject.Describe(parts[at], parts[at + 1], string.Join('.', parts[(at + 2)..])));
    }
}
