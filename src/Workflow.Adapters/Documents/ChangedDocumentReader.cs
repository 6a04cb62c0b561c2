using System.Text;
using Workflow.Adapters.Documents.Diffs;
using Workflow.Adapters.Documents.Kubernetes;
using Workflow.Adapters.Documents.Sql;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Changes;
using Workflow.Core.Risk.Manifests;
using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents;

/// <summary>Reads changed files of a repository for what their change does.</summary>
public static class ChangedDocumentReader
{
    /// <summary>The most lines of a file that are remembered to tell which lines are new.</summary>
    private const int MaxLines = 200_000;

    /// <summary>
    /// Judges what the file says now and did not say before. A file of no known format is no finding by itself: most files of a
    /// repository are none. <see cref="RiskPaths.IsWorthReading"/> tells which files to bring here, and <see cref="ChangeRisk"/> judges
    /// deletions and moves.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened, or not be read from where it lies.</exception>
    public static void Read(ChangedDocument document, RiskCollector risk)
    {
        if ((document.After ?? document.Before) is not { } open)
        {
            return;
        }

        if (DocumentReader.FindFault(document.Path, () => ReadOrSkipTemplate(document, open, risk)) is { } fault)
        {
            risk.Add(fault);
        }
    }

    private static void ReadOrSkipTemplate(ChangedDocument document, Func<Stream> open, RiskCollector risk)
    {
        var head = Peek(document.Path, open);
        try
        {
            Read(document, head, risk);
        }
        catch (DocumentFormatException) when (KubernetesFormat.LooksLikeTemplate(head.Text))
        {
            risk.Add(ManifestRules.Judge(new ManifestFact(ManifestOperation.NeedTemplating, "", ""), document.Path));
        }
    }

    private static void Read(ChangedDocument document, DocumentHead head, RiskCollector risk)
    {
        if (RiskPaths.IsSql(document.Path))
        {
            ReadSql(document, risk);
        }
        else if (RiskPaths.IsMigration(document.Path))
        {
            ReadLines(document, risk);
        }
        else if (KubernetesFormat.Fits(head) || (document.Before is { } before && KubernetesFormat.Fits(Peek(document.Path, before))))
        {
            risk.Add(new ReadDocument(document.Path, KubernetesFormat.KindName));
            ReadManifest(document, risk);
        }
        else if (document.After is { } open && DocumentReader.Recognize(new RiskDocument(document.Path, open)) is { } format)
        {
            risk.Add(new ReadDocument(document.Path, format.Kind));
            ReadDeclared(document, open, format, risk);
            ReadGone(document, open, format, risk);
        }
        else if (AddedLineRisk.IsCovered(document.Path))
        {
            ReadLines(document, risk);
        }
    }

    private static DocumentHead Peek(string path, Func<Stream> open)
    {
        using var content = Utf8Content.Open(new RiskDocument(path, open));
        var buffer = new byte[DocumentHead.Size];
        return new DocumentHead(path, buffer.AsSpan(0, content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)));
    }

    /// <summary>What the script did before is known already, wherever it stands now.</summary>
    private static void ReadSql(ChangedDocument document, RiskCollector risk)
    {
        if (document.After is not { } after)
        {
            return;
        }

        risk.Add(new ReadDocument(document.Path, SqlFormat.KindName));
        HashSet<(SqlOperation Operation, string Target, SqlTiming Timing)> known = [];
        if (document.Before is { } before)
        {
            using var old = Utf8Content.Open(new RiskDocument(document.Path, before));
            SqlFormat.Read(old, document.Path, isOfRepository: true, fact => known.Add((fact.Operation, fact.Target, fact.Timing)));
        }

        using var young = Utf8Content.Open(new RiskDocument(document.Path, after));
        SqlFormat.Read(young, document.Path, isOfRepository: true, fact =>
        {
            if (!known.Contains((fact.Operation, fact.Target, fact.Timing)))
            {
                risk.Add(SqlRules.Judge(fact, document.Path));
            }
        });
    }

    /// <summary>Templates and policies say what shall be: what they said before is no change.</summary>
    private static void ReadDeclared(ChangedDocument document, Func<Stream> after, IDocumentFormat format, RiskCollector risk)
    {
        HashSet<(string Rule, string? Address, string What)> known = [];
        if (document.Before is { } before)
        {
            known = [.. FindingsOf(document.Path, before, format).Select(finding => (finding.Rule, finding.Where.Address, finding.What))];
        }

        foreach (var finding in FindingsOf(document.Path, after, format))
        {
            if (!known.Contains((finding.Rule, finding.Where.Address, finding.What)))
            {
                risk.Add(finding);
            }
        }
    }

    /// <summary>A template may change from JSON to YAML: what it asked for counts, not how it was written.</summary>
    private static void ReadGone(ChangedDocument document, Func<Stream> after, IDocumentFormat format, RiskCollector risk)
    {
        if (format is ITemplateFormat young
            && document.Before is { } before
            && DocumentReader.Recognize(new RiskDocument(document.Path, before)) is ITemplateFormat old
            && old.Kind == young.Kind)
        {
            DeclaredChanges.Compare(document.Path, ResourcesOf(document.Path, before, old), ResourcesOf(document.Path, after, young), risk);
        }
    }

    private static List<DeclaredResource> ResourcesOf(string path, Func<Stream> open, ITemplateFormat format)
    {
        List<DeclaredResource> resources = [];
        using var content = Utf8Content.Open(new RiskDocument(path, open));
        format.ReadResources(content, resources.Add);
        return resources;
    }

    private static IReadOnlyList<RiskFinding> FindingsOf(string path, Func<Stream> open, IDocumentFormat format)
    {
        var risk = new RiskCollector();
        using var content = Utf8Content.Open(new RiskDocument(path, open));
        format.Read(content, path, risk);
        return risk.ToReport().Findings;
    }

    private static void ReadManifest(ChangedDocument document, RiskCollector risk)
    {
        using var before = OpenText(document.Path, document.Before);
        using var after = OpenText(document.Path, document.After);
        foreach (var fact in ManifestChanges.Compare(before, after))
        {
            risk.Add(ManifestRules.Judge(fact, document.Path));
        }
    }

    /// <summary>Lines that stood anywhere in the file before are not new.</summary>
    private static void ReadLines(ChangedDocument document, RiskCollector risk)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        using var before = OpenText(document.Path, document.Before);
        if (before is not null)
        {
            var old = new LineReader(before);
            while (known.Count < MaxLines && old.Read() is { } line)
            {
                known.Add(line.Trim());
            }
        }

        using var after = OpenText(document.Path, document.After);
        if (after is null)
        {
            return;
        }

        var drops = new MigrationDropRisk(document.Path);
        var young = new LineReader(after);
        while (young.Read() is { } line)
        {
            var drop = drops.Find(line, document.Path, null, young.Line);
            if (known.Contains(line.Trim()))
            {
                continue;
            }

            if (drop is not null)
            {
                risk.Add(drop);
            }

            foreach (var finding in AddedLineRisk.Find(line, document.Path, null, young.Line))
            {
                risk.Add(finding);
            }
        }
    }

    private static StreamReader? OpenText(string path, Func<Stream>? open) =>
        open is null ? null : new StreamReader(Utf8Content.Open(new RiskDocument(path, open)), Encoding.UTF8);
}
