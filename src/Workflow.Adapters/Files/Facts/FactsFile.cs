using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Facts;

/// <summary>Reads the facts of an imagined deployment, to ask what a policy would say of it.</summary>
public static class FactsFile
{
    /// <param name="file">The name for messages.</param>
    /// <param name="now">When the deployment is requested where the file does not say.</param>
    /// <exception cref="FileProblemException">The file has mistakes; all are told at once.</exception>
    public static PolicyFacts Parse(string file, ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        var values = new ValueReader(new Problems(file));
        var facts = new FactsReader(values, now).Read(YamlTree.Read(bytes, values.Problems), "the file");
        values.Problems.ThrowIfAny();
        return facts!;
    }
}
