using System.Security.Cryptography;
using System.Text;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;

namespace Workflow.Core.Reviews;

/// <summary>The review that follows a release by break-glass. It has an id and a record of its own, and no pipeline hears of it.</summary>
public static class AfterTheFact
{
    private const string Suffix = ".after-the-fact";
    private const int DigestLength = 16;

    /// <summary>The kind of a pipeline that no gate answers.</summary>
    private static readonly PipelineReference Nobody = new("none", "");

    /// <summary>The id of the review after the fact: the deployment's with a suffix, or a digest in place of what is too long.</summary>
    public static DeploymentId IdOf(DeploymentId deployment)
    {
        var room = DeploymentId.MaxLength - Suffix.Length;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deployment.Value)))[..DigestLength];
        return DeploymentId.Parse(
            (deployment.Value.Length <= room ? deployment.Value : $"{deployment.Value[..(room - DigestLength - 1)]}.{digest}") + Suffix);
    }

    /// <summary>A new review of what a break-glass released, by the rules that the break-glass has kept.</summary>
    /// <param name="released">The review of the deployment, with its assessment.</param>
    public static Review Open(Review released, BreakGlass known, DateTimeOffset at)
    {
        var demand = known.Terms.Review;
        var request = released.Request with
        {
            Id = IdOf(released.Id),
            Pipeline = Nobody,
            RequestedAt = at,
            Documents = [],
        };
        var policy = new PolicyResult(
            Verdict.RequireReview,
            $"Review after the fact: the deployment is released already. {known.Describe()}",
            released.Policy?.PolicyName ?? "",
            known.PolicyDigest,
            [],
            demand.Requirement,
            EscalationStep.Raise(demand.Ladder, demand.Requirement.MinimumLevel))
        {
            TellsAuthors = true,
            FollowsMails = true,
            Freezes = released.Policy?.Freezes ?? [],
            Reviewers = released.Policy?.Reviewers,
            Grounds = [GroundResult.OfSentence(GroundKind.BreakGlass, known.Describe())],
        };
        return new Review(request, ReviewState.Waiting, at)
        {
            Assessment = released.Assessment is { } assessment
                ? assessment with { Participants = [.. assessment.Participants, .. Involved(known)] }
                : null,
            Policy = policy,
            BreakGlass = known,
            AfterTheFactOf = released.Id,
        };
    }

    /// <summary>Those who broke the glass do not review it.</summary>
    private static IEnumerable<Participant> Involved(BreakGlass known) =>
        new[] { known.Asked.Person, known.Confirmed?.Person }
            .OfType<Person>()
            .Select(person => new Participant(person.Identity, Participation.BreakGlass, person));
}
