using System.Text;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Manifests;

namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>
/// Kubernetes manifests in YAML or JSON, also what <c>kubectl get</c> writes. Each object is judged as one that will be applied.
/// </summary>
internal sealed class KubernetesFormat : IDocumentFormat
{
    public const string KindName = "kubernetes-manifest";

    public string Kind => KindName;

    public bool Recognizes(DocumentHead head) => Fits(head);

    public static bool Fits(DocumentHead head) =>
        head.IsJson && !head.Text.AsSpan().TrimStart().StartsWith("{{")
            ? head.Has("apiVersion", "kind") || head.Has("apiVersion", "items")
            : LooksLikeManifest(head.Text);

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var text = new StreamReader(content, Encoding.UTF8);
        var head = new char[DocumentHead.Size];
        var beginning = head.AsMemory(0, text.ReadBlock(head));
        using var whole = new ContinuedReader(beginning, text);
        try
        {
            foreach (var fact in ManifestReader.ReadAll(whole).SelectMany(ManifestContent.Find))
            {
                risk.Add(ManifestRules.Judge(fact, name));
            }
        }
        catch (DocumentFormatException) when (LooksLikeTemplate(beginning.Span))
        {
            risk.Add(ManifestRules.Judge(new ManifestFact(ManifestOperation.NeedTemplating, "", ""), name));
        }
    }

    /// <summary>Whether lines that are not indented begin with both keys that every object has.</summary>
    public static bool LooksLikeManifest(string text) => HasKey(text, "apiVersion:") && HasKey(text, "kind:");

    /// <summary>Whether the text holds an expression of a template.</summary>
    public static bool LooksLikeTemplate(ReadOnlySpan<char> text) => text.Contains("{{", StringComparison.Ordinal);

    private static bool HasKey(string text, string key) =>
        text.StartsWith(key, StringComparison.Ordinal) || text.Contains("\n" + key, StringComparison.Ordinal);
}
