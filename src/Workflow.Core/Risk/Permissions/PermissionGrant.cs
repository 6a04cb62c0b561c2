namespace Workflow.Core.Risk;

/// <summary>Something that is allowed, as far as it deserves a reviewer's look. Equal grants are the same permission.</summary>
/// <param name="What">Completes "The resource newly ...", such as <c>allows every action on every resource</c>.</param>
/// <param name="Sentence">What it means, for a tired reviewer.</param>
internal sealed record PermissionGrant(RiskRule Rule, RiskSeverity Severity, string What, string Sentence);
