using Workflow.Core.Provenance;

namespace Workflow.Core.Policy;

/// <summary>What beside rules and freeze windows had a part in a judgement.</summary>
internal static class JudgementGrounds
{
    public static IReadOnlyList<GroundResult> List(Judgement judgement, DeploymentPolicy policy, PolicyFacts facts)
    {
        List<GroundResult> grounds = [Environment(policy, facts.Request.Environment, judgement.Ground is Ground.Freeze)];
        if (judgement.AskedByDefault is { } asked)
        {
            grounds.Add(new GroundResult(GroundKind.Default, $"{Default(judgement.Ground)} {asked}", Decides: true));
        }

        if (judgement.Ground is Ground.Floor || judgement.IsRaisedByFloor)
        {
            grounds.Add(new GroundResult(
                GroundKind.Floor, $"{Floor.Describe(facts.Assessment)} needs a senior, whatever a policy says", Decides: true));
        }

        if (judgement.AsksSponsorsTeam && Sponsors(facts) is { } sponsors)
        {
            grounds.Add(sponsors);
        }

        if (judgement.BeforeSample is not null)
        {
            grounds.Add(new GroundResult(GroundKind.Sample, SecondApproval.Describe(policy.SecondApprovalShare), Decides: true));
        }

        return grounds;
    }

    /// <param name="isFrozen">Whether a freeze decides, whatever an environment that the policy knows would say.</param>
    public static GroundResult Environment(DeploymentPolicy policy, string name, bool isFrozen) =>
        !policy.Environments.TryGetValue(name, out var environment)
            ? GroundResult.OfSentence(GroundKind.Environment, Uncapitalize(JudgementText.UnknownEnvironment(policy, name)))
            : environment.IsProtected
                ? new GroundResult(GroundKind.Environment, $"the environment '{name}' is protected", Decides: false)
                : GroundResult.OfSentence(GroundKind.Environment, Uncapitalize(JudgementText.Unprotected(name))) with
                {
                    Decides = !isFrozen,
                };

    private static string Default(Ground ground) => ground switch
    {
        Ground.Default => "no rule matched: the default asks for",
        Ground.Floor => "in place of the release the default asks for",
        _ => "the default, which no finding replaces, asks for",
    };

    private static GroundResult? Sponsors(PolicyFacts facts) => SponsorTeams.Describe(SponsorTeams.Of(facts.Assessment)) is { } known
        ? new GroundResult(GroundKind.SponsorsTeam, known, Decides: true)
        : facts.Assessment.Provenance.Kind is ProvenanceKind.Agent
            ? new GroundResult(
                GroundKind.SponsorsTeam, "the team of the agent's sponsor is not known, so none is asked for", Decides: false)
            : null;

    private static string Uncapitalize(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
