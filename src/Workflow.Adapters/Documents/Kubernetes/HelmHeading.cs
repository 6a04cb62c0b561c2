namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>The line above an object in what the diff plugin of Helm writes.</summary>
/// <param name="Ending">What happens to it, as the line says it.</param>
internal sealed record HelmHeading(string Kind, string Target, string Ending, int Line)
{
    /// <summary>Null for a line that is none.</summary>
    public static HelmHeading? Parse(string line, IReadOnlyList<string> endings)
    {
        if (line.Length > 1000 || endings.FirstOrDefault(end => line.EndsWith(end, StringComparison.Ordinal)) is not { } ending)
        {
            return null;
        }

        var parts = line[..^ending.Length].Split(", ", 3);
        if (parts.Length != 3 || parts[2].IndexOf(" (", StringComparison.Ordinal) is not (> 0 and var bracket) || !parts[2].EndsWith(')'))
        {
            return null;
        }

        var kind = parts[2][..bracket];
        return new HelmHeading(kind, KubernetesObject.Describe(kind, parts[0].Trim(), parts[1]), ending, 0);
    }
}
