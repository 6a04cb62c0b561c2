namespace Workflow.Core.Policy.Analysis;

/// <summary>Something about a valid policy that cannot be meant.</summary>
/// <param name="Part">Where: such as <c>rule 'a senior wrote it'</c> or <c>default</c>.</param>
/// <param name="Sentence">What is wrong, and what would mend it.</param>
public sealed record PolicyFault(string Part, string Sentence)
{
    public override string ToString() => $"{Part}: {Sentence}";
}
