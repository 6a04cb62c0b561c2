using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using static Workflow.Tests.Core.Policy.PolicyGenerators;

namespace Workflow.Tests.Core.Policy;

public sealed class SecondApprovalTests
{
    [Fact]
    public void The_Sample_Has_About_The_Share_That_It_Is_To_Have_And_A_Larger_One_Holds_The_Smaller()
    {
        var ids = Enumerable.Range(1, 10_000).Select(number => DeploymentId.Parse($"deployment-{number}")).ToList();

        Assert.InRange(ids.Count(id => SecondApproval.IsSampled(id, 5)), 400, 600);
        Assert.DoesNotContain(ids, id => SecondApproval.IsSampled(id, 0));
        Assert.All(ids, id => Assert.True(SecondApproval.IsSampled(id, 100)));
        Assert.All(ids, id => Assert.True(!SecondApproval.IsSampled(id, 5) || SecondApproval.IsSampled(id, 6)));
    }

    [Fact]
    public void A_Sample_Asks_For_One_Approval_More_And_Changes_Nothing_Else() => Gen.Select(Policies, Facts).Sample((policy, facts) =>
    {
        var plain = PolicyEvaluator.Evaluate(policy, facts);
        var sampled = PolicyEvaluator.Evaluate(policy with { SecondApprovalShare = 100 }, facts);

        Assert.Equal(plain.Verdict, sampled.Verdict);
        Assert.Equal(plain.Requirement is { } asked ? SecondApproval.AddTo(asked) : null, sampled.Requirement);
        Assert.True(plain.Requirement is null || sampled.Requirement!.Covers(plain.Requirement));
        Assert.Equal(plain.Requirement != sampled.Requirement, sampled.Grounds.Any(ground => ground.Kind is GroundKind.Sample));
        Assert.StartsWith(plain.Reason, sampled.Reason, StringComparison.Ordinal);
    });

    [Fact]
    public void A_Stricter_Requirement_Stays_The_Stricter_One() =>
        Gen.Select(Demanded, Demanded).Sample((one, other) =>
            Assert.True(SecondApproval.AddTo(one.And(other)).Covers(SecondApproval.AddTo(one))));

    [Fact]
    public void It_Is_Said_Why_One_Person_More_Is_Asked() => Assert.Equal(
        "No rule matched; the default asks for 1 approval by senior or above. This deployment is in the sample of 100 % that one person "
        + "more must approve: that is 2 approvals by senior or above.",
        EvaluateSampled(approvals: 1).Reason);

    [Fact]
    public void Where_As_Many_Are_Asked_For_As_Can_Be_The_Sample_Is_No_Ground_And_So_Takes_Nothing_Away_Later()
    {
        var result = EvaluateSampled(ReviewRequirement.MostApprovals);

        Assert.Equal(ReviewRequirement.MostApprovals, result.Requirement!.Approvals);
        Assert.DoesNotContain(result.Grounds, ground => ground.Kind is GroundKind.Sample);
    }

    [Fact]
    public void Of_Approvals_With_Signs_About_The_Share_Is_Answered_And_By_The_Decisions_Id_And_Never_Twice()
    {
        var answers = Enumerable.Range(1, 2_000).Select(number => Answer(Approved($"decision-{number}"), share: 25)).ToList();

        Assert.InRange(answers.Count(answer => answer is not null), 420, 580);
        var asked = answers.OfType<PolicyResult>().First();
        Assert.Equal(2, asked.Requirement?.Approvals);
        Assert.Null(Answer(Approved("decision-1") with { Policy = asked }));
    }

    [Fact]
    public void A_Long_Series_Of_One_Pair_Is_A_Sign_Although_Each_Approval_Of_It_Came_After_A_Look()
    {
        var review = Approved("decision-1", minutes: 9, EvidenceKinds.Diff);

        Assert.Null(Answer(review));
        Assert.NotNull(Answer(review, others: SignsOfApproval.LongSeries - 1));
        Assert.Null(Answer(review, others: SignsOfApproval.LongSeries - 2));
    }

    [Theory]
    [InlineData("Diff", EvidenceKinds.None, true)]
    [InlineData("Diff", EvidenceKinds.Diff, false)]
    [InlineData("Handbook", EvidenceKinds.None, false)]
    public void Without_A_Look_Are_Approvals_Only_Where_The_Gate_Sees_What_Is_Opened(string link, EvidenceKinds opened, bool isAnswered)
    {
        var review = Approved("decision-1", minutes: 9, opened);
        review = review with { Request = review.Request with { Links = [new Link(link, new Uri("https://example.com/1"))] } };

        Assert.Equal(isAnswered, Answer(review) is not null);
    }

    private static PolicyResult? Answer(Review review, int share = SecondApproval.All, int others = 0) => SecondApproval.Answer(
        review with { Policy = review.Policy! with { SignsAnsweredShare = share } },
        Enumerable.Repeat(review, others + 1));

    private static Review Approved(string decision, int minutes = 1, EvidenceKinds opened = EvidenceKinds.None)
    {
        var reviewer = Given.Person("grace");
        var asked = new AskedReviewer(reviewer, "first", Level.Senior, null, "why", Given.Noon, Given.Noon.AddHours(2)) { Opened = opened };
        return Given.Waiting() with
        {
            Policy = EvaluateSampled(1) with { Grounds = [], Requirement = new ReviewRequirement(Level.Senior, 1) },
            Asked = [asked],
            Decisions = [Given.Judged(reviewer.Id, DecisionKind.Approve, decision) with { At = Given.Noon.AddMinutes(minutes) }],
        };
    }

    private static PolicyResult EvaluateSampled(int approvals)
    {
        var policy = new DeploymentPolicy(
            "policy",
            "digest",
            new Dictionary<string, EnvironmentSettings> { ["production"] = new(true) },
            [],
            new ReviewDemand(new ReviewRequirement(Level.Senior, approvals), []))
        {
            SecondApprovalShare = 100,
        };
        return PolicyEvaluator.Evaluate(policy, new PolicyFacts(Given.Request(), Given.Assessment()));
    }
}
