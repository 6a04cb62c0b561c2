using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workflow.Core.Reviews;
using static Microsoft.Playwright.Assertions;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Inbox;

public sealed class InboxPageTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Reviewer_Types_A_Comment_Presses_Approve_And_Sees_The_Card_Change()
    {
        await using var local = await StartAsync();
        var sent = await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await OpenAsync(browser, local);
        await Expect(page.GetByText("shop-api to production")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Textbox).FillAsync("Checked with billing");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(page.GetByText("You approved")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);
        Assert.Equal("Checked with billing", Assert.Single(local.Gate.Decisions).Comment);

        var released = Ended(ReviewState.Released, ReviewOutcome.ApprovedBy([Approved(Sara)]), Approved(Sara));
        await local.Channel.UpdateAsync(released, AskedSara, sent, Cancellation);
        await Expect(page.GetByText("The deployment was released")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_Rejection_Without_A_Comment_Is_Asked_For_One_And_Counts_With_It()
    {
        await using var local = await StartAsync();
        await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await OpenAsync(browser, local);

        await page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Expect(page.GetByText("Say in a comment why you reject")).ToBeVisibleAsync();
        Assert.Empty(local.Gate.Decisions);
        await Expect(page.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Textbox)).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByRole(AriaRole.Textbox).FillAsync("Billing still reads it");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();

        await Expect(page.GetByText("You rejected")).ToBeVisibleAsync();
        Assert.Equal((DecisionKind.Reject, "Billing still reads it"), (local.Gate.Decisions[0].Kind, local.Gate.Decisions[0].Comment));
    }

    [Fact]
    public async Task A_Late_Press_Shows_How_The_Review_Ended_And_Leaves_No_Buttons()
    {
        await using var local = await StartAsync();
        await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await OpenAsync(browser, local);
        var rejection = Rejected(Omar, "Not before the freeze.");
        await local.Gate.Reviews.UpdateAsync(
            Waiting.Id, _ => Ended(ReviewState.Cancelled, ReviewOutcome.RejectedBy(rejection), rejection), Cancellation);

        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(page.GetByText("This review has ended.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);
        Assert.Empty(local.Gate.Decisions);
    }

    [Fact]
    public async Task An_Answer_Without_A_Card_Is_Shown_Beside_The_Card_As_It_Is()
    {
        await using var local = await StartAsync();
        var sent = await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await OpenAsync(browser, local);
        var cards = await local.Client.GetStringAsync($"local/inbox/{Sara.ObjectId}/cards", Cancellation);
        await page.RouteAsync("**/events", route => route.FulfillAsync(
            new() { ContentType = "text/event-stream", Body = $"retry: 600000\nevent: cards\ndata: {cards}\n\n" }));
        await page.ReloadAsync();
        var rejection = Rejected(Omar, "Not before the freeze.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeVisibleAsync();
        await page.RouteAsync("**/invoke", async route =>
        {
            var ended = Ended(ReviewState.Cancelled, ReviewOutcome.RejectedBy(rejection), rejection);
            await local.Channel.UpdateAsync(ended, AskedSara, sent, Cancellation);
            await route.FulfillAsync(new() { ContentType = "application/json", Body = "{\"message\":\"Too late.\"}" });
        });

        await page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();

        await Expect(page.GetByText("Too late.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Rejected by Omar Haddad")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_Details_Are_Behind_A_Button_And_The_Deadline_Is_In_The_Readers_Time()
    {
        await using var local = await StartAsync();
        await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await OpenAsync(browser, local);
        var rule = page.GetByText("provenance is agent");
        await Expect(rule).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Show details" }).ClickAsync();

        await Expect(rule).ToBeVisibleAsync();
        await Expect(page.GetByText(new Regex(@"Please decide by Mon, Mar 2, 2026 at 0?8:30\sAM\."))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_A_Phone_No_Button_Is_Cut_Off()
    {
        await using var local = await StartAsync();
        await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await OpenAsync(browser, local);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeVisibleAsync();

        var cut = await page.EvaluateAsync<string[]>("""
            () => {
              const edge = document.querySelector(".ac-adaptiveCard").getBoundingClientRect().right;
              const buttons = [...document.querySelectorAll(".ac-pushButton")];
              return buttons.filter(button => button.getBoundingClientRect().right > edge).map(button => button.textContent);
            }
            """);

        Assert.Empty(cut);
    }

    [Fact]
    public async Task The_List_Shows_Who_Has_Open_Cards()
    {
        await using var local = await StartAsync();
        await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { BaseURL = local.Client.BaseAddress!.AbsoluteUri });

        await page.GotoAsync("local/inbox");

        await Expect(page.GetByRole(AriaRole.Link)).ToContainTextAsync("Sara Lind");
        await Expect(page.GetByTitle("open cards")).ToHaveTextAsync("1");
    }

    private async Task<LocalGate> StartAsync()
    {
        var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix());
        await local.Gate.Reviews.CreateAsync(Waiting, Cancellation);
        return local;
    }

    /// <summary>On a phone, in New York: five hours behind the gate's UTC.</summary>
    private static async Task<IPage> OpenAsync(IBrowser browser, LocalGate local)
    {
        var page = await browser.NewPageAsync(new()
        {
            BaseURL = local.Client.BaseAddress!.AbsoluteUri,
            ViewportSize = new() { Width = 390, Height = 844 },
            TimezoneId = "America/New_York",
            Locale = "en-US",
        });
        await page.GotoAsync($"local/inbox/{Sara.ObjectId}");
        return page;
    }
}
