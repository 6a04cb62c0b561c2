using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Core;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Orchestration;

public sealed class PossibleReviewTests
{
    [Theory]
    [InlineData(true, Verdict.RequireReview)]
    [InlineData(false, Verdict.Block)]
    [InlineData(null, Verdict.RequireReview)]
    public async Task A_Fresh_Sign_In_That_Nobody_Could_Prove_Blocks_At_Once(bool? knowsPeople, Verdict expected)
    {
        var people = new FakePeople();
        people.Add("sara", Level.Senior);
        var page = knowsPeople is { } known ? new Page(known) : null;
        var requirement = new ReviewRequirement(Level.Senior, 1) { FreshSignIn = TimeSpan.FromMinutes(15) };
        EscalationStep[] ladder = [VirtualGate.Step("first", TimeSpan.FromHours(1))];
        var result = new PolicyResult(Verdict.RequireReview, "it asks", "policy", "digest", [], requirement, ladder);

        var judged = await new PossibleReviews(people, [], TimeProvider.System, page).CheckAsync(
            VirtualGate.PolicyOf(requirement, ladder),
            Given.Waiting() with { Policy = result },
            result,
            TestContext.Current.CancellationToken);

        Assert.Equal(expected, judged.Verdict);
        Assert.Equal(expected is Verdict.Block, judged.Reason.Contains("set Access:SignIn to AppService", StringComparison.Ordinal));
    }

    private sealed record Page(bool KnowsPeople) : IDecisionPage;
}
