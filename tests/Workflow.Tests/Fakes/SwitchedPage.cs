using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>A decision page of which a test says whether it knows people.</summary>
internal sealed class SwitchedPage : IDecisionPage
{
    public bool KnowsPeople { get; set; } = true;
}
