namespace Workflow.Adapters.Documents;

/// <summary>A document cannot be read to its end.</summary>
/// <param name="problem">What is wrong, as a clause without a full stop.</param>
/// <param name="line">Where, from 1; null where that is not known or means nothing.</param>
internal sealed class DocumentFormatException(string problem, int? line = null, Exception? innerException = null)
    : Exception(problem, innerException)
{
    public int? Line { get; } = line;
}
