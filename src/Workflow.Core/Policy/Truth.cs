namespace Workflow.Core.Policy;

/// <summary>
/// Whether a condition holds. What could not be found out is neither yes nor no: rules that ask for a review or block count it as yes,
/// rules that release as no. So no policy becomes weaker by knowing less.
/// </summary>
/// <remarks>Ordered, so that "all of" is the least and "any of" the greatest (Kleene's strong logic of three values).</remarks>
public enum Truth
{
    No,
    Unknown,
    Yes,
}
