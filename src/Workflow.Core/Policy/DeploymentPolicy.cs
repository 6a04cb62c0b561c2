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
    ReviewDemand Default)
{
    /// <summary>When nothing is deployed.</summary>
    public IReadOnlyList<FreezeWindow> Freezes { get; init; } = [];

    /// <summary>Who may release past a freeze or a review in an emergency; null where nobody may.</summary>
    public BreakGlassRules? BreakGlass { get; init; }

    /// <summary>Whom it spares when reviewers are asked; null for nobody.</summary>
    public ReviewerLimits? Reviewers { get; init; }

    /// <summary>The share of all reviews that one person more must approve, in percent: 0 to 100.</summary>
    public int SecondApprovalShare { get; init; }

    /// <summary>Of the reviews approved with <see cref="ApprovalSigns"/>, the share that one person more must approve, in percent: 0 to 100.</summary>
    public int SignsAnsweredShare { get; init; }

    /// <summary>Friction controls that incidents open by themselves.</summary>
    public IReadOnlyList<IncidentResponse> IncidentResponses { get; init; } = [];
}

/// <summary>What the policy says of an environment.</summary>
/// <param name="IsProtected">Deployments to unprotected environments are released without evaluation of the rules.</param>
/// <param name="SupersedesOlder">Whether a newer request for the same service here ends the open reviews of older ones.</param>
/// <param name="RequiresAttestation">
/// Whether a change without signs of AI counts as unknown here, unless an author attests that no AI took part.
/// </param>
public sealed record EnvironmentSettings(bool IsProtected, bool SupersedesOlder = false, bool RequiresAttestation = false)
{
    /// <summary>How bad it is when the environment breaks; null where the policy does not say.</summary>
    public Criticality? Criticality { get; init; }

    /// <summary>How long its pipelines wait for an answer; null where the policy does not say. No ladder may be longer.</summary>
    public TimeSpan? PipelineWait { get; init; }
}

/// <summary>How bad it is when something breaks. Ordered from the least to the most reason for care.</summary>
public enum Criticality
{
    Low,
    Medium,
    High,
    Critical,
}

/// <summary>One rule: when all its predicates are satisfied, its verdict applies.</summary>
/// <param name="Name">Names the situation, such as "AI-assisted change by a junior author".</param>
/// <param name="Demand">What review it demands; null unless <paramref name="Verdict"/> is <see cref="Verdict.RequireReview"/>.</param>
public sealed record PolicyRule(string Name, IReadOnlyList<Predicate> Predicates, Verdict Verdict, ReviewDemand? Demand = null)
{
    /// <summary>Whether its verdict applies. What could not be found out speaks for a review or a block, never for a release.</summary>
    public bool Matches(PolicyFacts facts)
    {
        var needed = Verdict is Verdict.Release ? Truth.Yes : Truth.Unknown;
        for (var index = 0; index < Predicates.Count; index++)
        {
            if (Predicates[index].Test(facts) < needed)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether it matches because of findings of risk: such a rule adds to what the others ask for, the default included.
    /// </summary>
    public bool IsAboutFindings => Verdict is not Verdict.Release && Predicates.Any(predicate => predicate.IsAboutFindings);
}

/// <summary>
/// Whose approval is needed, and the ladder by which they are asked. When it ends without them, the deployment is cancelled.
/// </summary>
public sealed record ReviewDemand(ReviewRequirement Requirement, IReadOnlyList<EscalationStep> Ladder);

/// <summary>A friction control that an incident opens by itself for the services that it is about.</summary>
/// <param name="Severities">Of 1, the worst, to 5: which incidents open it.</param>
/// <param name="Life">From the start of the incident on: more than zero, at most <see cref="FrictionControl.LongestLife"/>.</param>
/// <param name="Owner">The e-mail address of who answers for it.</param>
public sealed record IncidentResponse(
    IReadOnlyList<int> Severities, ReviewRequirement Requirement, TimeSpan Life, FrictionMode Mode, string Owner);

/// <summary>How a deployment is released in an emergency: one person asks, a second one confirms, and a review follows.</summary>
/// <param name="Requester">Who may ask for it: this level or above.</param>
/// <param name="RequesterRole">The role that who asks must hold; null for none.</param>
/// <param name="ConfirmerRole">The role that who confirms must hold; null for none. They are senior and took no part in the change.</param>
/// <param name="ConfirmWithin">How long the confirmation is waited for. More than zero, a day at most.</param>
/// <param name="Validity">How long a confirmed one releases the same content again. More than zero, a day at most.</param>
/// <param name="Review">Who reviews it afterwards, and by which ladder: its end is the deadline.</param>
public sealed record BreakGlassRules(
    Level Requester, string? RequesterRole, string? ConfirmerRole, TimeSpan ConfirmWithin, TimeSpan Validity, ReviewDemand Review);
