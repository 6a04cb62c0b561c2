using System.Text;
using Workflow.Adapters.Documents.Diffs;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Manifests;

namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>
/// What the diff plugin of Helm writes for people: a line such as <c>shop, web, Deployment (apps) has changed:</c> for each object, and
/// below it its lines with '+', '-' or a blank (databus23/helm-diff, diff/report.go).
/// </summary>
internal sealed class HelmDiffFormat : IDocumentFormat
{
    /// <summary>The most lines of one object that are kept.</summary>
    private const int MaxLines = 20_000;

    private static readonly string[] Endings =
    [
        " has been added:", " has been removed:", " has changed:", " changed ownership:", " is added but diff is empty",
        " changed, but diff is empty",
    ];

    public string Kind => "helm-diff";

    public bool Recognizes(DocumentHead head) =>
        !head.IsJson && head.Text.Split('\n', 400).Take(399).Any(line => HelmHeading.Parse(Plain(line), Endings) is not null);

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var text = new StreamReader(content, Encoding.UTF8);
        var reader = new LineReader(text);
        List<DiffLine> lines = [];
        HelmHeading? heading = null;
        while (reader.Read() is { } colored)
        {
            var line = Plain(colored);
            if (HelmHeading.Parse(line, Endings) is { } next)
            {
                Judge(heading, lines, name, risk);
                heading = next with { Line = reader.Line };
                lines.Clear();
            }
            else if (line is ['+' or '-' or ' ', ..])
            {
                // One more than is judged tells that there are more.
                if (lines.Count <= MaxLines)
                {
                    lines.Add(new DiffLine(line[0], line[1..], 0, reader.Line));
                }
            }
        }

        Judge(heading, lines, name, risk);
    }

    private static void Judge(HelmHeading? heading, List<DiffLine> lines, string name, RiskCollector risk)
    {
        if (heading is null)
        {
            return;
        }

        if (lines.Count > MaxLines)
        {
            risk.Add(DocumentRules.IsIncomplete(
                new RiskLocation(name, heading.Target, heading.Line), $"The diff of {heading.Target} is too long to be read whole"));
        }

        var facts = heading.Ending switch
        {
            " has been removed:" => [new ManifestFact(ManifestOperation.Remove, heading.Kind, heading.Target, Line: heading.Line)],
            " has been added:" when ManifestText.TryRead(lines) is { } added =>
                added.SelectMany(ManifestContent.Find).Select(fact => fact with { Line = heading.Line }),
            _ => ManifestLines.Find(heading.Kind, heading.Target, lines),
        };
        foreach (var fact in facts)
        {
            risk.Add(ManifestRules.Judge(fact, name));
        }
    }

    /// <summary>Without the escape sequences that color it in a terminal.</summary>
    private static string Plain(string line)
    {
        if (!line.Contains('\u001b', StringComparison.Ordinal))
        {
            return line.TrimEnd('\r');
        }

        var text = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '\u001b')
            {
                text.Append(line[i]);
                continue;
            }

            while (i + 1 < line.Length && !char.IsAsciiLetter(line[i]))
            {
                i++;
            }
        }

        return text.ToString().TrimEnd('\r');
    }
}
