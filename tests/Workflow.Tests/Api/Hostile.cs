using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;

namespace Workflow.Tests.Api;

/// <summary>A review in which every text from outside is an attack.</summary>
internal static class Hostile
{
    public static Review Of(Review review, string attack)
    {
        var person = SampleReviews.Senior with { Name = attack };
        var identity = new ActorIdentity(attack, attack, attack);
        var assessment = review.Assessment! with
        {
            Provenance = new ProvenanceReport(
                ProvenanceKind.Agent,
                [attack],
                [new ProvenanceEvidence(attack, ProvenanceKind.Agent, attack, attack, attack)],
                attack)
            {
                Sponsors = [identity],
                Share = new ProvenanceShare(1, 1, null, null),
                Attestations = [new AiAttestation(identity, attack, attack)],
            },
            Participants = [new Participant(identity, Participation.Author), new Participant(identity, Participation.Committer, person)],
            Changes = new ChangeSummary(1, 1, 1, [attack], [new ChangedPath(attack, FileChangeKind.Deleted)]),
            Risk = new RiskReport(
                [new RiskFinding(attack, RiskSeverity.Critical, false, new RiskLocation(attack, attack, 1), attack, attack)],
                new Dictionary<RiskSeverity, int> { [RiskSeverity.Critical] = 1 },
                [new ReadDocument(attack, attack)])
            {
                BlastRadius = new BlastRadius(attack, [new ReachedService(attack + "1", 1, attack, 1) { Through = [attack] }], 1)
                {
                    Owner = attack,
                    UnknownDependencies = [attack],
                },
            },
        };
        var policy = review.Policy! with
        {
            Reason = attack,
            PolicyName = attack,
            PolicyDigest = attack,
            Rules = [.. review.Policy.Rules.Select(rule => rule with
            {
                Name = attack,
                Predicates = [.. rule.Predicates.Select(one => one with { Name = attack, Expected = [attack], Seen = [attack] })],
            })],
            Grounds = [new GroundResult(GroundKind.Environment, attack, Decides: true)],
            Freezes = [new FreezeResult(attack, DateTimeOffset.UnixEpoch, attack)],
            FrictionControls = [.. review.Policy.FrictionControls.Select(one => one with
            {
                Control = one.Control with { Name = attack, Digest = attack, Owner = attack, Reason = attack, Incident = new Uri("javascript:alert(1)") },
                Scope = [.. one.Scope.Select(predicate => predicate with { Name = attack, Expected = [attack], Seen = [attack] })],
                Explanation = attack,
            })],
            Escalation = [.. review.Policy.Escalation.Select(step => step with { Name = attack, Role = attack })],
        };
        return review with
        {
            Request = review.Request with
            {
                Service = attack,
                Environment = attack,
                Repository = new RepositoryReference(attack, attack),
                Commits = new CommitRange(attack, attack),
                Requester = identity,
                Pipeline = new PipelineReference(attack, attack),
                Ref = attack,
                ArtifactDigest = attack,
                Links = [new Link(attack, new Uri("javascript:alert(1)")), new Link(attack, new Uri("https://example.com/\"><script>"))],
            },
            Assessment = assessment,
            Policy = policy,
            Asked = [.. review.Asked.Select(asked => asked with { Person = person, Step = attack, Why = attack, Undeliverable = attack })],
            Decisions = [.. review.Decisions.Select(decision => decision with { ReviewerName = attack, Comment = attack })],
            Outcome = review.Outcome! with { Explanation = attack, DecidedBy = [attack], Comment = attack },
            Receipt = review.Receipt! with { Detail = attack },
        };
    }
}
