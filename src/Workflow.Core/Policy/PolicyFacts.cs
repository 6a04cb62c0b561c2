using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>Everything that a predicate may look at.</summary>
public sealed record PolicyFacts(DeploymentRequest Request, ChangeAssessment Assessment);
