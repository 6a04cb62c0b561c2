using Workflow.Adapters.Documents.Diffs;

namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>Manifests that a diff shows whole.</summary>
internal static class ManifestText
{
    /// <summary>Null where the lines are no manifest.</summary>
    public static List<KubernetesObject>? TryRead(IEnumerable<DiffLine> lines)
    {
        try
        {
            using var text = new StringReader(string.Join('\n', lines.Select(line => line.Text)));
            return [.. ManifestReader.ReadAll(text)];
        }
        catch (DocumentFormatException)
        {
            return null;
        }
    }
}
