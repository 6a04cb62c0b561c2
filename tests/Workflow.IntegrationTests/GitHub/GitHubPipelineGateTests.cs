using Workflow.Adapters.GitHub;
using Workflow.Core.Reviews;

namespace Workflow.IntegrationTests.GitHub;

public sealed class GitHubPipelineGateTests : IAsyncLifetime
{
    private const string Answer = FakeGitHub.RunPath + "/deployment_protection_rule";
    private const string Mark = "Deployment request `github-web-30433642321-production-900`";

    private static readonly ReviewOutcome Approved = new(OutcomeReason.Approved, "Approved by Grace.", ["Grace"], "Looks good.\nShip it.");
    private static readonly ReviewOutcome TimedOut = ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "Nobody answered.");

    private FakeGitHub gitHub = null!;
    private GitHubAdapter adapter = null!;

    public async ValueTask InitializeAsync()
    {
        gitHub = await FakeGitHub.StartAsync();
        adapter = new GitHubAdapter(gitHub);
    }

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        await gitHub.DisposeAsync();
    }

    [Fact]
    public async Task A_Release_Approves_The_Run()
    {
        var receipt = await ReportAsync(Approved);

        var answer = Assert.Single(gitHub.Answers).Json;
        Assert.Equal("production", answer.GetProperty("environment_name").GetString());
        Assert.Equal("approved", answer.GetProperty("state").GetString());
        Assert.Equal(
            $"**Release**: Approved by Grace.\n\n> Looks good.\n> Ship it.\n\n{Mark}", answer.GetProperty("comment").GetString());
        Assert.Equal(new CallbackReceipt(gitHub.App.Time.GetUtcNow(), "204 No Content"), receipt);
    }

    [Fact]
    public async Task A_Cancel_Rejects_The_Run()
    {
        await ReportAsync(TimedOut);

        var answer = Assert.Single(gitHub.Answers).Json;
        Assert.Equal("rejected", answer.GetProperty("state").GetString());
        Assert.Equal($"**Cancel**: Nobody answered.\n\n{Mark}", answer.GetProperty("comment").GetString());
    }

    [Fact]
    public async Task A_Long_Explanation_Is_Cut_And_Keeps_Its_Mark()
    {
        await ReportAsync(ReviewOutcome.Cancelled(OutcomeReason.Failed, string.Concat(Enumerable.Repeat("🚀", 600))));

        var comment = Assert.Single(gitHub.Answers).Json.GetProperty("comment").GetString()!;
        Assert.InRange(comment.Length, 1023, 1024);
        Assert.EndsWith($"🚀…\n\n{Mark}", comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Answer_That_Was_Given_Is_Not_Given_Again()
    {
        await ReportAsync(Approved);

        var second = await ReportAsync(Approved);

        Assert.Single(gitHub.Answers);
        Assert.Equal("The history of workflow run 30433642321 holds this answer already: approved.", second.Detail);
    }

    [Fact]
    public async Task The_Opposite_Of_A_Given_Answer_Is_An_Error()
    {
        await ReportAsync(TimedOut);

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => ReportAsync(Approved));

        Assert.Contains("holds another answer", problem.Message, StringComparison.Ordinal);
        Assert.Single(gitHub.Answers);
    }

    [Fact]
    public async Task What_A_Person_Answered_To_The_Same_Run_Is_Not_Taken_For_The_Gates_Answer()
    {
        gitHub.Approvals.Enqueue(new { state = "approved", comment = "Fine.", by = "person" });

        await ReportAsync(TimedOut);

        Assert.Equal("rejected", Assert.Single(gitHub.Answers).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_Answer_Whose_Confirmation_Was_Lost_Is_Found_In_The_History()
    {
        gitHub.Fail(Answer, context =>
        {
            gitHub.Approvals.Enqueue(new { state = "approved", comment = $"**Release**\n\n{Mark}", by = "app" });
            context.Abort();
            return false;
        });

        var receipt = await ReportAsync(Approved);

        Assert.Single(gitHub.Answers);
        Assert.Contains("holds this answer already", receipt.Detail, StringComparison.Ordinal);
        Assert.Contains("did not confirm the answer", adapter.Logs.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(502)]
    public async Task An_Answer_That_Never_Arrived_Is_An_Error_And_Succeeds_The_Next_Time(int status)
    {
        gitHub.Fail(Answer, context =>
        {
            context.Response.StatusCode = status == 0 ? 200 : status;
            if (status == 0)
            {
                context.Abort();
            }

            return false;
        });

        var problem = await Assert.ThrowsAsync<HttpRequestException>(() => ReportAsync(Approved));
        var answersBefore = gitHub.Answers.Count;
        var receipt = await ReportAsync(Approved);

        Assert.Contains("its history does not hold it", problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, answersBefore);
        Assert.Equal("204 No Content", receipt.Detail);
    }

    [Fact]
    public async Task A_Refusal_Is_Told_In_GitHubs_Words_And_Not_Repeated()
    {
        gitHub.Approvals.Enqueue(new { state = "approved", comment = "Another review of this App.", by = "app" });

        var problem = await Assert.ThrowsAsync<GitHubApiException>(() => ReportAsync(Approved));

        Assert.Contains("422 Unprocessable Entity: No such pending deployment", problem.Message, StringComparison.Ordinal);
        Assert.Single(gitHub.Answers);
    }

    [Fact]
    public async Task A_Run_That_Has_Ended_Needs_No_Answer()
    {
        ServeRun(FakeGitHub.Head, "completed", "cancelled", "2026-01-31T11:00:00Z");

        var receipt = await ReportAsync(Approved);

        Assert.Empty(gitHub.Answers);
        Assert.Equal("Workflow run 30433642321 has ended (cancelled). There was nothing to answer.", receipt.Detail);
    }

    [Fact]
    public async Task A_Late_Answer_Does_Not_Land_On_A_Newer_Attempt_Of_The_Run()
    {
        ServeRun(FakeGitHub.Head, "waiting", null, "2026-01-31T11:45:00Z");

        var receipt = await ReportAsync(Approved);

        Assert.Empty(gitHub.Answers);
        Assert.Contains("was started again at 2026-01-31 11:45:00Z", receipt.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Run_Of_Another_Commit_Is_Never_Released_And_May_Be_Cancelled()
    {
        ServeRun(new string('3', 40), "waiting", null, "2026-01-31T11:00:00Z");

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => ReportAsync(Approved));
        await ReportAsync(TimedOut);

        Assert.Contains("it is not released", problem.Message, StringComparison.Ordinal);
        Assert.Equal("rejected", Assert.Single(gitHub.Answers).Json.GetProperty("state").GetString());
    }

    private Task<CallbackReceipt> ReportAsync(ReviewOutcome outcome) =>
        adapter.Gate.ReportAsync(GitHubAdapter.Request(), outcome, TestContext.Current.CancellationToken);

    private void ServeRun(string head, string status, string? conclusion, string startedAt) => gitHub.Serve(
        "actions", FakeGitHub.RunPath, new { head_sha = head, status, conclusion, run_started_at = startedAt });
}
