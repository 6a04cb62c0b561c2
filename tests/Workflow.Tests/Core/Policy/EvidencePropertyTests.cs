using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using static Workflow.Tests.Core.Policy.PolicyGenerators;

namespace Workflow.Tests.Core.Policy;

/// <summary>Nobody gains by telling less.</summary>
public sealed class EvidencePropertyTests
{
    /// <summary>Policies that release what no rule of theirs holds: only a rule stands between a change and its release.</summary>
    private static readonly Gen<DeploymentPolicy> Open = Policies.Select(
        policy => policy with { Freezes = [], Rules = [.. policy.Rules.Take(3), new PolicyRule("the rest", [], Verdict.Release)] });

    private static readonly Gen<PolicyFacts> ToProtected = Facts.Where(facts => facts.Request.Environment == "staging");

    [Fact]
    public void Knowing_Less_Never_Weakens_The_Verdict() =>
        Gen.Select(Gen.OneOf(Policies, Open), Facts, Gen.Int[1, (int)Evidence.Writers - 1]).Sample(
            (policy, facts, lost) =>
            {
                var before = PolicyEvaluator.Evaluate(policy, facts).Verdict;
                var after = PolicyEvaluator.Evaluate(policy, Without((Evidence)lost, facts)).Verdict;

                Assert.True(after >= before, $"{before} became {after} without {(Evidence)lost}");
            },
            iter: 10_000);

    [Fact]
    public void Removing_Evidence_Never_Turns_A_Block_Into_A_Release_On_A_Protected_Environment() =>
        Gen.Select(Open, ToProtected, Gen.Int[1, (2 * (int)Evidence.Writers) - 1]).Sample(
            (policy, facts, lost) =>
            {
                var before = PolicyEvaluator.Evaluate(policy, facts).Verdict;
                var after = PolicyEvaluator.Evaluate(policy, Without((Evidence)lost, facts)).Verdict;

                Assert.False(before is Verdict.Block && after is Verdict.Release, $"a block became a release without {(Evidence)lost}");
            },
            iter: 10_000);

    /// <summary>The same deployment with some of what is known of it lost.</summary>
    private static PolicyFacts Without(Evidence lost, PolicyFacts facts)
    {
        var (assessment, changes, provenance) = (facts.Assessment, facts.Assessment.Changes, facts.Assessment.Provenance);
        if (lost.HasFlag(Evidence.Change))
        {
            changes = changes with
            {
                Commits = changes.Commits / 2,
                AddedLines = changes.AddedLines / 2,
                Paths = [.. changes.Paths.Take(changes.Paths.Count / 2)],
                Missing = ChangeParts.Commits | ChangeParts.Files,
            };
        }

        var isUnknown = lost.HasFlag(Evidence.Writers) && provenance.Kind is ProvenanceKind.None;
        return facts with
        {
            Incidents = lost.HasFlag(Evidence.Incidents) ? null : facts.Incidents,
            Assessment = assessment with
            {
                Changes = changes,
                AuthorLevel = lost.HasFlag(Evidence.Writers) ? Level.Junior : assessment.AuthorLevel,
                Provenance = provenance with
                {
                    Kind = isUnknown ? ProvenanceKind.Unknown : provenance.Kind,
                    Attestations = lost.HasFlag(Evidence.Attestations) ? [] : provenance.Attestations,
                },
                RequestedBy = lost.HasFlag(Evidence.Requester) ? null : assessment.RequestedBy,
                CodeOwners = lost.HasFlag(Evidence.CodeOwners) ? null : assessment.CodeOwners,
                Risk = lost.HasFlag(Evidence.Risk) ? null
                    : lost.HasFlag(Evidence.BlastRadius) && assessment.Risk is { } risk ? risk with { BlastRadius = null }
                    : assessment.Risk,
            },
        };
    }

    /// <summary>What can be known of a deployment beside what its request says.</summary>
    [Flags]
    private enum Evidence
    {
        Risk = 1,
        BlastRadius = 2,
        Incidents = 4,
        Requester = 8,
        CodeOwners = 16,
        Change = 32,
        Attestations = 64,

        /// <summary>Who and what wrote it. Whose level is not known counts as junior.</summary>
        Writers = 128,
    }
}
