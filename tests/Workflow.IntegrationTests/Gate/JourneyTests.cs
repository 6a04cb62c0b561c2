using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Workflow.IntegrationTests.Gate;

/// <summary>What people do in their chats, from the request to the pipeline's answer.</summary>
public sealed class JourneyTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_Approval_Changes_Every_Copy_And_Releases()
    {
        await using var journey = await Journey.BeginAsync(azurite, "both");
        var grace = await journey.OpenAsync(Journey.Grace);
        var barbara = await journey.OpenAsync(Journey.Barbara);
        var ada = await journey.OpenAsync(Journey.Ada);
        await Expect(ada.GetByText("Your deployment waits for review")).ToBeVisibleAsync();
        await Expect(ada.GetByText("Grace Hopper")).ToBeVisibleAsync();

        await CommentOf(grace).FillAsync("Checked with billing");
        await Button(grace, "Approve").ClickAsync();

        Assert.Equal(("release", "Approved by Grace Hopper."), await journey.AnswerAsync());
        foreach (var page in new[] { grace, barbara, ada })
        {
            await Expect(page.GetByText("The deployment was released").First).ToBeVisibleAsync();
            await Expect(Button(page, "Approve")).ToHaveCountAsync(0);
            await Expect(Button(page, "Withdraw")).ToHaveCountAsync(0);
        }

        await Expect(ada.GetByText("Checked with billing").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_Rejection_Tells_The_Author_Why_And_Cancels()
    {
        await using var journey = await Journey.BeginAsync(azurite, "one");
        var grace = await journey.OpenAsync(Journey.Grace);
        var ada = await journey.OpenAsync(Journey.Ada);

        await CommentOf(grace).FillAsync("Billing still reads it");
        await Button(grace, "Reject").ClickAsync();

        Assert.Equal(("cancel", "Rejected by Grace Hopper: Billing still reads it"), await journey.AnswerAsync());
        await Expect(ada.GetByText("The deployment was cancelled").First).ToBeVisibleAsync();
        await Expect(ada.GetByText("Billing still reads it").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_Question_Is_Answered_On_The_Cards()
    {
        await using var journey = await Journey.BeginAsync(azurite, "one");
        var grace = await journey.OpenAsync(Journey.Grace);
        var ada = await journey.OpenAsync(Journey.Ada);

        await CommentOf(grace).FillAsync("Who else rounds prices?");
        await Button(grace, "Ask the author").ClickAsync();

        await Expect(ada.GetByText("Who else rounds prices?").First).ToBeVisibleAsync();
        await ada.GetByRole(AriaRole.Textbox).FillAsync("Nobody, billing takes them from us");
        await Button(ada, "Answer").ClickAsync();

        await Expect(grace.GetByText("Nobody, billing takes them from us").First).ToBeVisibleAsync();
        await Button(grace, "Approve").ClickAsync();
        Assert.Equal("release", (await journey.AnswerAsync()).Decision);
        Assert.Equal(
            ["question.asked", "question.answered"],
            (await journey.AuditAsync()).Where(kind => kind.StartsWith("question.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Review_Is_Handed_Over_And_Decided_By_Who_Got_It()
    {
        await using var journey = await Journey.BeginAsync(azurite, "one");
        var grace = await journey.OpenAsync(Journey.Grace);

        await Button(grace, "Delegate").ClickAsync();
        await grace.GetByRole(AriaRole.Combobox).First.SelectOptionAsync(new SelectOptionValue { Label = "Barbara Liskov" });
        await Button(grace, "Hand over").ClickAsync();

        await Expect(grace.GetByText("You handed this review to Barbara Liskov").First).ToBeVisibleAsync();
        await Expect(Button(grace, "Approve")).ToHaveCountAsync(0);
        var barbara = await journey.OpenAsync(Journey.Barbara);
        await Button(barbara, "Approve").ClickAsync();
        Assert.Equal(("release", "Approved by Barbara Liskov."), await journey.AnswerAsync());
    }

    [Fact]
    public async Task The_Author_Withdraws_And_A_Late_Click_Is_Told_So()
    {
        await using var journey = await Journey.BeginAsync(azurite, "one");
        var grace = await journey.OpenAsync(Journey.Grace);
        var ada = await journey.OpenAsync(Journey.Ada);

        // Grace's page hears of nothing from now on, so that her buttons stay.
        await grace.RouteAsync("**/events", route => route.AbortAsync());
        await grace.ReloadAsync();
        var cards = await grace.EvaluateAsync<string>("async () => JSON.stringify(await (await fetch(location.pathname + '/cards')).json())");
        await grace.UnrouteAsync("**/events");
        await grace.RouteAsync("**/events", route => route.FulfillAsync(
            new() { ContentType = "text/event-stream", Body = $"retry: 600000\nevent: cards\ndata: {cards}\n\n" }));
        await grace.ReloadAsync();
        await Expect(Button(grace, "Approve")).ToBeVisibleAsync();
        await Button(ada, "Withdraw").ClickAsync();
        Assert.Equal(("cancel", "Ada Byron withdrew the request."), await journey.AnswerAsync());

        await Button(grace, "Approve").ClickAsync();

        await Expect(grace.GetByText(new Regex("This review has ended"))).ToBeVisibleAsync();
        await Expect(Button(grace, "Approve")).ToHaveCountAsync(0);
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator CommentOf(IPage page) => page.GetByRole(AriaRole.Textbox).First;
}
