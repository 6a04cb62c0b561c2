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
    /// <summary>A file whose new lines are read for single words only.</summary>
    private const string TextKind = "text";

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
        var head = Peek(document.Path, document.After ?? document.Before);
        var kind = KindOf(head, document);
        if (kind.Length == 0 || (document.After is null && kind != KubernetesFormat.KindName))
        {
            return;
        }

        if (kind != TextKind)
        {
            risk.Add(new ReadDocument(document.Path, kind));
        }

        try
        {
            switch (kind)
            {
                case SqlFormat.KindName:
                    ReadSql(document, risk);
                    break;
                case KubernetesFormat.KindName:
                    ReadManifest(document, risk);
                    break;
                default:
                    ReadLines(document, risk);
                    break;
            }
        }
        catch (DocumentFormatException) when (KubernetesFormat.LooksLikeTemplate(head.Text))
        {
            risk.Add(ManifestRules.Judge(new ManifestFact(ManifestOperation.NeedTemplating, "", ""), document.Path));
        }
        catch (DocumentFormatException exception)
        {
            risk.Add(DocumentRules.IsUnreadable(document.Path, exception.Message, exception.Line));
        }
    }

    private static string KindOf(DocumentHead head, ChangedDocument document) =>
        RiskPaths.IsSql(document.Path) ? SqlFormat.KindName
        : KubernetesFormat.Fits(head) || (document.Before is { } before && KubernetesFormat.Fits(Peek(document.Path, before))) ? KubernetesFormat.KindName
        : AddedLineRisk.IsCovered(document.Path) ? TextKind
        : "";

    private static DocumentHead Peek(string path, Func<Stream>? open)
    {
        if (open is null)
        {
            return new DocumentHead(path, []);
        }

        using var content = Utf8Content.Open(new RiskDocument(path, open));
        var buffer = new byte[DocumentHead.Size];
        return new DocumentHead(path, buffer.AsSpan(0, content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)));
    }

    /// <summary>What the script did before is known already, wherever it stands now.</summary>
    private static void ReadSql(ChangedDocument document, RiskCollector risk)
    {
        HashSet<(SqlOperation Operation, string Target, SqlTiming Timing)> known = [];
        if (document.Before is { } before)
        {
            using var old = Utf8Content.Open(new RiskDocument(document.Path, before));
            SqlFormat.Read(old, document.Path, fact => known.Add((fact.Operation, fact.Target, fact.Timing)));
        }

        using var young = Utf8Content.Open(new RiskDocument(document.Path, document.After!));
        SqlFormat.Read(young, document.Path, fact =>
        {
            if (!known.Contains((fact.Operation, fact.Target, fact.Timing)))
            {
                risk.Add(SqlRules.Judge(fact, document.Path));
            }
        });
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

        using var after = OpenText(document.Path, document.After)!;
        var young = new LineReader(after);
        while (young.Read() is { } line)
        {
            if (!known.Contains(line.Trim()))
            {
                foreach (var finding in AddedLineRisk.Find(line, document.Path, null, young.Line))
                {
                    risk.Add(finding);
                }
            }
        }
    }

    private static StreamReader? OpenText(string path, Func<Stream>? open) =>
        open is null ? null : new StreamReader(Utf8Content.Open(new RiskDocument(path, open)), Encoding.UTF8);
}
