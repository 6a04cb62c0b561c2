namespace Workflow.Orchestration.Ports;

/// <summary>The page on which decisions are taken with proof of a sign-in.</summary>
public interface IDecisionPage
{
    /// <summary>Whether it knows people by name, so that they can decide there.</summary>
    bool KnowsPeople { get; }
}
