using Workflow.Api.Access;
using Workflow.Core.Reviews;
using Workflow.Tests.Api.Access;
using static Workflow.Tests.Api.DecisionDesk;

namespace Workflow.Tests.Api;

/// <summary>What the decision page shows and takes, reached by a link or by the deployment.</summary>
public sealed class DecisionPageTests
{
    [Fact]
    public async Task The_Page_Shows_What_Is_To_Be_Decided_And_A_Form_That_Needs_No_Script()
    {
        await using var desk = await OpenAsync(new ReviewRequirement(Level.Senior, 1) { Checklist = ["Backup & restore tried"] });
        var link = LinkOf(Asked);

        var (status, page) = await desk.GetAsync(link, Asked);

        Assert.Equal(200, status);
        Assert.Contains("<bdi>billing-api</bdi>", page, StringComparison.Ordinal);
        Assert.Contains($"action=\"{link}\"", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"head\" value=\"{SampleReviews.Head}\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Backup &amp; restore tried\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(desk.Decisions);
    }

    [Fact]
    public async Task The_Page_Shows_Who_Wrote_It_What_Was_Asked_About_It_And_What_Others_Decided()
    {
        await using var desk = await OpenAsync();
        var at = SampleReviews.Now.AddMinutes(-3);
        var question = new Question("q-1", Other.Id, Other.Name, "Who reads <it>?", at);
        var decision = new JudgedDecision("decision-1", Other.Id, Other.Name, DecisionKind.Approve, "Tried on a copy.", at);
        await desk.Gate.Reviews.UpdateAsync(
            Workflow.Core.Deployments.DeploymentId.Parse("d-1"),
            review => review with
            {
                Questions = [question with { Answer = new Answer("a-1", "p-1", "Jonas Vogel", "Nobody does.", at) }],
                Decisions = [decision],
            },
            TestContext.Current.CancellationToken);

        var (_, page) = await desk.GetAsync(LinkOf(Asked), Asked);

        Assert.Contains("<h2 id=\"provenance\">Provenance</h2>", page, StringComparison.Ordinal);
        Assert.Contains("Who reads &lt;it&gt;?", page, StringComparison.Ordinal);
        Assert.Contains("Nobody does.", page, StringComparison.Ordinal);
        Assert.Contains("Tried on a copy.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Browser_May_Send_The_Form_Here_And_Nowhere_Else()
    {
        await using var desk = await OpenAsync();

        var response = await desk.Gate.GetAsync(Page);

        Assert.Contains("form-action 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        var console = await desk.Gate.GetAsync("/");
        Assert.Contains("form-action 'none'", console.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", console.Headers.GetValues("Referrer-Policy").Single());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Decision_Is_Recorded_With_Its_Comment(bool byLink)
    {
        await using var desk = await OpenAsync();

        var (status, page) = await desk.PostAsync(byLink ? LinkOf(Asked) : Page, Asked, "reject", "The <backup> is missing");

        Assert.Equal(200, status);
        Assert.Contains("Your decision is recorded", page, StringComparison.Ordinal);
        Assert.Contains("The &lt;backup&gt; is missing", page, StringComparison.Ordinal);
        var decision = Assert.Single(desk.Decisions);
        Assert.Equal((DecisionKind.Reject, "The <backup> is missing", Asked.ObjectId), (decision.Kind, decision.Comment, decision.Reviewer.ObjectId));
    }

    [Fact]
    public async Task To_Look_Uses_No_Link_Up()
    {
        await using var desk = await OpenAsync();
        var link = LinkOf(Asked);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await desk.GetAsync(link, Asked);
        }

        Assert.Equal(200, (await desk.PostAsync(link, Asked, "approve")).Status);
    }

    [Fact]
    public async Task A_Link_Takes_One_Decision_And_Answers_The_Same_One_As_Before()
    {
        await using var desk = await OpenAsync();
        var link = LinkOf(Asked);

        var first = await desk.PostAsync(link, Asked, "approve", "Fine");
        var again = await desk.PostAsync(link, Asked, "approve", "Fine");
        var other = await desk.PostAsync(link, Asked, "reject", "No");
        var look = await desk.GetAsync(link, Asked);

        Assert.Equal((200, 200, 409, 409), (first.Status, again.Status, other.Status, look.Status));
        Assert.Contains("The link was used already", other.Page, StringComparison.Ordinal);
        Assert.Single(desk.Decisions.Select(decision => decision.Id).Distinct());
        Assert.All(desk.Decisions, decision => Assert.Equal(DecisionKind.Approve, decision.Kind));
    }

    [Fact]
    public async Task Of_Decisions_That_Are_Sent_At_Once_A_Link_Takes_One()
    {
        await using var desk = await OpenAsync();
        var link = LinkOf(Asked);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => desk.PostAsync(link, Asked, "reject", $"Reason {number}")));

        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.Equal(7, answers.Count(answer => answer.Status == 409));
        Assert.Single(desk.Decisions);
    }

    [Fact]
    public async Task The_Link_Alone_Decides_Nothing_With_Another_Person_Signed_In()
    {
        await using var desk = await OpenAsync();
        var link = LinkOf(Asked);

        var look = await desk.GetAsync(link, SampleReviews.Principal);
        var decided = await desk.PostAsync(link, SampleReviews.Principal, "approve");
        var stranger = await desk.PostAsync(link, Principal.Of([.. GateRoles.All]), "approve");

        Assert.Equal((403, 403, 403), (look.Status, decided.Status, stranger.Status));
        Assert.Contains("The link is somebody else", decided.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("billing-api", look.Page, StringComparison.Ordinal);
        Assert.Empty(desk.Decisions);
        var trail = await desk.Gate.Audit.ReadAsync(SampleReviews.Waiting().Id, TestContext.Current.CancellationToken);
        Assert.Equal(["link.refused", "link.refused"], trail.Select(record => record.Entry.Kind));
        Assert.Equal(200, (await desk.PostAsync(link, Asked, "approve")).Status);
    }

    [Fact]
    public async Task Nobody_Decides_By_A_Link_Who_Is_Not_Signed_In()
    {
        await using var desk = await OpenAsync();

        var response = await desk.Gate.GetAsync(LinkOf(Asked));

        Assert.Equal(401, (int)response.StatusCode);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("post_login_redirect_uri=%2Fdecisions%2F", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Forged_An_Expired_And_A_Lost_Link_Say_What_They_Are()
    {
        await using var desk = await OpenAsync();

        Assert.Contains("The gate did not make this link", (await desk.GetAsync(LinkOf(Asked) + "x", Asked)).Page, StringComparison.Ordinal);
        Assert.Contains("The link has expired", (await desk.PostAsync(LinkOf(Asked, Now), Asked, "approve")).Page, StringComparison.Ordinal);
        Assert.Equal(404, (await desk.GetAsync(LinkOf(Asked, id: "gone"), Asked)).Status);
        Assert.Equal(200, (await desk.GetAsync(LinkOf(Asked, Now.AddSeconds(1)), Asked)).Status);
        Assert.Equal(404, (await desk.GetAsync("/deployments/gone/decision", Asked)).Status);
        Assert.Equal(404, (await desk.GetAsync("/deployments/-/decision", Asked)).Status);
        Assert.Empty(desk.Decisions);
    }

    [Fact]
    public async Task A_Refusal_That_Can_Be_Mended_Uses_No_Link_Up()
    {
        await using var desk = await OpenAsync(new ReviewRequirement(Level.Senior, 1)
        {
            Checklist = ["Backup tried"],
            MinimumReading = TimeSpan.FromMinutes(10),
        });
        var link = LinkOf(Asked);

        var silent = await desk.PostAsync(link, Asked, "reject");
        var early = await desk.PostAsync(link, Asked, "approve", "Looks good", ["Backup tried"]);
        desk.Gate.Time.Advance(TimeSpan.FromMinutes(5));
        var unticked = await desk.PostAsync(link, Asked, "approve", "Looks good");
        var stale = await desk.PostAsync(link, Principal.Person(Asked.ObjectId!, Asked.Name), "approve", ticked: ["Backup tried"], head: "0000");
        var done = await desk.PostAsync(link, Asked, "approve", "Looks good", ["Backup tried"]);

        Assert.Equal((422, 422, 422, 422, 200), (silent.Status, early.Status, unticked.Status, stale.Status, done.Status));
        Assert.Contains("Say in a comment why you reject", silent.Page, StringComparison.Ordinal);
        Assert.Contains("10 min to be read", early.Page, StringComparison.Ordinal);
        Assert.Contains(">Looks good</textarea>", unticked.Page, StringComparison.Ordinal);
        Assert.Equal(["Backup tried"], Assert.Single(desk.Decisions).Ticked);
    }

    [Fact]
    public async Task Evidence_Is_Opened_On_The_Page_Before_An_Approval_Counts()
    {
        await using var desk = await OpenAsync(new ReviewRequirement(Level.Senior, 1) { Evidence = EvidenceKinds.Diff | EvidenceKinds.Findings });
        var link = LinkOf(Asked);

        var unread = await desk.PostAsync(link, Asked, "approve");
        var diff = await desk.PostAsync(link, Asked, "open-diff", "So far");
        await desk.PostAsync(link, Asked, "open-findings");
        var done = await desk.PostAsync(link, Asked, "approve");

        Assert.Equal((422, 200, 200), (unread.Status, diff.Status, done.Status));
        Assert.Contains("href=\"https://github.example/example/billing-api/compare/", diff.Page, StringComparison.Ordinal);
        Assert.Contains(">So far</textarea>", diff.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_The_Policy_Answers_Approvals_Without_A_Look_The_Page_Sees_What_Is_Opened_And_Asks_For_None_Of_It()
    {
        await using var desk = await OpenAsync();
        var link = LinkOf(Asked);
        var before = await desk.GetAsync(link, Asked);
        await desk.Gate.Reviews.UpdateAsync(
            SampleReviews.Waiting().Id,
            review => review with { Policy = review.Policy! with { SignsAnsweredShare = 25 } },
            TestContext.Current.CancellationToken);

        var offered = await desk.GetAsync(link, Asked);
        await desk.PostAsync(link, Asked, "open-diff");
        var opened = (await desk.Gate.Reviews.FindAsync(SampleReviews.Waiting().Id, TestContext.Current.CancellationToken))!;
        var done = await desk.PostAsync(link, Asked, "approve");

        Assert.DoesNotContain("value=\"open-diff\"", before.Page, StringComparison.Ordinal);
        Assert.Contains("value=\"open-diff\"", offered.Page, StringComparison.Ordinal);
        Assert.Equal(EvidenceKinds.Diff, opened.FindAsked(Asked.Id)!.Opened);
        Assert.Equal(200, done.Status);
    }

    [Fact]
    public async Task Who_Was_Not_Asked_Or_May_Not_Decide_Any_More_Is_Told_So()
    {
        await using var desk = await OpenAsync();

        var other = await desk.GetAsync(Page, Other);
        desk.People.Replace(Asked.Id, person => person with { Level = Level.Mid });
        var demoted = await desk.GetAsync(LinkOf(Asked), Asked);
        var decided = await desk.PostAsync(LinkOf(Asked), Asked, "approve");

        Assert.Equal((403, 403, 403), (other.Status, demoted.Status, decided.Status));
        Assert.Contains("You were not asked", other.Page, StringComparison.Ordinal);
        Assert.Contains("is mid; the policy asks for senior or above", decided.Page, StringComparison.Ordinal);
        Assert.Empty(desk.Decisions);
    }

    [Fact]
    public async Task A_Review_That_Has_Ended_Is_Not_Decided_Any_More()
    {
        await using var desk = await OpenAsync();
        await desk.Gate.Reviews.UpdateAsync(
            SampleReviews.Waiting().Id, _ => SampleReviews.Cancelled("d-1"), TestContext.Current.CancellationToken);

        var (status, page) = await desk.PostAsync(LinkOf(Asked), Asked, "approve");

        Assert.Equal(409, status);
        Assert.Contains("This review has ended. Rejected by Mirela Ionescu", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("")]
    [InlineData("open-none")]
    public async Task A_Form_That_The_Page_Never_Sends_Is_Refused(string action)
    {
        await using var desk = await OpenAsync();

        Assert.Equal(400, (await desk.PostAsync(Page, Asked, action)).Status);
        Assert.Equal(413, (await desk.PostAsync(Page, Asked, "approve", new string('x', 70_000))).Status);
    }

    [Fact]
    public async Task Where_The_Gate_Knows_Nobody_By_Name_The_Page_Leads_To_Teams()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.Waiting());

        var response = await gate.GetAsync(LinkOf(Asked));

        Assert.Equal(403, (int)response.StatusCode);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Decide in Teams", page, StringComparison.Ordinal);
        Assert.DoesNotContain("billing-api", page, StringComparison.Ordinal);
    }
}
