using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>What a policy says of a deployment. Ordered: of several matching rules the strictest verdict wins.</summary>
public enum Verdict
{
    Release,
    RequireReview,
    Block,
}

/// <summary>A platform team's policy: which deployments need whose review.</summary>
/// <param name="Digest">SHA-256 of the source it was read from, so that a decision can name the policy it was made under.</param>
/// <param name="Environments">Every environment that may be deployed to. Deployments to others are blocked.</param>
/// <param name="Default">
/// What a deployment to a protected environment needs when no rule matches. There is no way to make that a release.
/// </param>
public sealed record DeploymentPolicy(
    string Name,
    string Digest,
    IReadOnlyDictionary<string, EnvironmentSettings> Environments,
    IReadOnlyList<PolicyRule> Rules,
    ReviewDemand Default);

/// <summary>What the policy says of an environment.</summary>
/// <param name="IsProtected">Deployments to unprotected environments are released without evaluation of the rules.</param>
/// <param name="SupersedesOlder">Whether a newer request for the same service here ends the open reviews of older ones.</param>
/// <param name="RequiresAttestation">
/// Whether a change without signs of AI counts as unknown here, unless an author attests that no AI took part.
/// </param>
public sealed record EnvironmentSettings(bool IsProtected, bool SupersedesOlder = false, bool RequiresAttestation = false);

/// <summary>One rule: when all its predicates are satisfied, its verdict applies.</summary>
/// <param name="Name">Names the situation, such as "AI-assisted change by a junior author".</param>
/// <param name="Demand">What review it demands; null unless <paramref name="Verdict"/> is <see cref="Verdict.RequireReview"/>.</param>
public sealed record PolicyRule(string Name, IReadOnlyList<Predicate> Predicates, Verdict Verdict, ReviewDemand? Demand = null)
{
    /// <summary>Whether it matches because of findings of risk: such a rule adds to what the others ask for, the default included.</summary>
    public bool IsAboutFindings => Verdict is not Verdict.Release && Predicates.Any(predicate => predicate.IsAboutFindings);
}

/// <summary>Whose approval is needed, and the ladder by which they are asked.</summary>
public sealed record ReviewDemand(ReviewRequirement Requirement, IReadOnlyList<EscalationStep> Ladder);
