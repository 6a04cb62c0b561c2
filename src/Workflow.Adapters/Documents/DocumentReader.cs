using Workflow.Adapters.Documents.Azure;
using Workflow.Adapters.Documents.CloudFormation;
using Workflow.Adapters.Documents.Diffs;
using Workflow.Adapters.Documents.Json;
using Workflow.Adapters.Documents.Kubernetes;
using Workflow.Adapters.Documents.Policies;
using Workflow.Adapters.Documents.Pulumi;
using Workflow.Adapters.Documents.Sql;
using Workflow.Adapters.Documents.Terraform;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Changes;

namespace Workflow.Adapters.Documents;

/// <summary>Reads documents of every known format for risks.</summary>
public static class DocumentReader
{
    private static readonly SqlFormat Sql = new();

    /// <summary>Asked in this order: those first that are recognised most surely.</summary>
    private static readonly IReadOnlyList<IDocumentFormat> Formats =
    [
        new TerraformPlanFormat(),
        new TerraformStreamFormat(),
        new ChangeSetFormat(),
        new WhatIfFormat(),
        new PulumiPreviewFormat(),
        new DeploymentFormat(),
        new ArmTemplateFormat(),
        new TemplateFormat(),
        new YamlTemplateFormat(),
        new IamPolicyFormat(),
        new HelmDiffJsonFormat(),
        new KubectlDiffFormat(),
        new UnifiedDiffFormat(),
        new HelmDiffFormat(),
        new KubernetesFormat(),
        Sql,
    ];

    /// <summary>Recognises a document by its content and name and reads it: one that cannot be is a finding.</summary>
    /// <exception cref="IOException">The document cannot be opened, or not be read from where it lies.</exception>
    public static void Read(RiskDocument document, RiskCollector risk)
    {
        var format = Recognize(document);
        risk.Add(new ReadDocument(document.Name, format?.Kind ?? DocumentRules.UnknownKind));
        if (format is null)
        {
            risk.AddSummary(DocumentRules.IsUnknown(document.Name, PackingOf(document)));
            return;
        }

        var fault = FindFault(document.Name, () =>
        {
            using var content = Utf8Content.Open(document);
            format.Read(content, document.Name, risk);
        });
        if (fault is not null)
        {
            risk.AddSummary(fault);
        }
    }

    /// <summary>What keeps a document from being read to its end, or null where nothing does.</summary>
    /// <exception cref="IOException">It cannot be opened, or not be read from where it lies.</exception>
    internal static RiskFinding? FindFault(string name, Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (DocumentFormatException e)
        {
            return DocumentRules.IsUnreadable(name, e.Message, e.Line);
        }
        catch (Exception e) when (e is not (IOException or OutOfMemoryException))
        {
            // A reader with a fault must not keep the others from being read, and what it did not read is as unknown as what is damaged.
            return DocumentRules.IsUnreadable(name, $"its reader failed with {e.GetType().Name}");
        }
    }

    /// <summary>Null where no format fits. What is named as SQL is run as SQL, whatever its comments look like.</summary>
    internal static IDocumentFormat? Recognize(RiskDocument document)
    {
        if (RiskPaths.IsSql(document.Name))
        {
            return Sql;
        }

        using var content = Utf8Content.Open(document);
        var buffer = new byte[DocumentHead.Size];
        var length = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var head = new DocumentHead(document.Name, buffer.AsSpan(0, length));
        return Fitting(head) ?? (head.IsJson ? Fitting(head.WithNames(ReadNames(document))) : null);
    }

    private static DocumentPacking PackingOf(RiskDocument document)
    {
        using var content = document.Open();
        Span<byte> start = stackalloc byte[4];
        var length = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..length] switch
        {
            [0x1F, 0x8B, ..] => DocumentPacking.Gzip,
            [(byte)'P', (byte)'K', 3, 4] => DocumentPacking.Zip,
            _ => DocumentPacking.None,
        };
    }

    private static IDocumentFormat? Fitting(DocumentHead head) => Formats.FirstOrDefault(format => format.Recognizes(head));

    /// <summary>Properties can stand in any order, so what tells the format may stand at a document's end.</summary>
    private static IReadOnlySet<string> ReadNames(RiskDocument document)
    {
        using var content = Utf8Content.Open(document);
        return JsonNames.ReadAll(content);
    }
}
