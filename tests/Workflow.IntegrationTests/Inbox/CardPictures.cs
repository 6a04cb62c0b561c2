using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Workflow.LocalHost.Local.Teams.Inbox;
using Workflow.Tests.Adapters.Teams;
using static Microsoft.Playwright.Assertions;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Inbox;

/// <summary>
/// Pictures of every state of every card as Microsoft's renderer shows it on the inbox page: for people to look at, compared with nothing.
/// <c>dotnet run tests/Cards.cs</c> takes them.
/// </summary>
[Trait("Category", "Pictures")]
public sealed class CardPictures(AzuriteFixture azurite)
{
    /// <summary>Names the folder; where it is not set, they go beside the tests' program.</summary>
    public const string FolderVariable = "CARD_PICTURES";

    /// <summary>Where it is <c>dark</c>, the pictures are of the dark colours.</summary>
    public const string SchemeVariable = "CARD_PICTURES_SCHEME";

    /// <summary>States whose buttons are pressed that only show more; in the others the same is behind them.</summary>
    private static readonly string[] Opened = ["pending", "author-waiting"];

    private static readonly string Folder =
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? folder : Path.Combine(AppContext.BaseDirectory, "cards");

    [Theory(Explicit = true)]
    [InlineData("en", 390)]
    [InlineData("en", 1280)]
    [InlineData("de", 390)]
    [InlineData("de", 1280)]
    public async Task Are_Taken_Of_Every_State(string language, int width)
    {
        await using var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix());
        await local.Channel.SendAsync(Waiting, AskedSara, TestContext.Current.CancellationToken);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new()
        {
            BaseURL = local.Client.BaseAddress!.AbsoluteUri,
            ViewportSize = new() { Width = width, Height = 844 },
            DeviceScaleFactor = 2,
            TimezoneId = "UTC",
            Locale = language,
            ColorScheme = Environment.GetEnvironmentVariable(SchemeVariable) is "dark" ? ColorScheme.Dark : ColorScheme.Light,
        });
        Directory.CreateDirectory(Folder);
        foreach (var (state, card) in CardStates.All(language is "en" ? null : language))
        {
            await ShowAsync(page, card);
            await TakeAsync(page, $"{state}.{language}.{width}");
            if (Opened.Contains(state))
            {
                await TakeOpenedAsync(page, state, $"{language}.{width}");
            }
        }
    }

    /// <summary>The page as it would be with this card in the chat and nothing else.</summary>
    private static async Task ShowAsync(IPage page, JsonObject card)
    {
        InboxCard[] cards = [new("1", 1, Waiting.UpdatedAt, null, true, card, null)];
        await page.UnrouteAllAsync();
        await page.RouteAsync("**/events", route => route.FulfillAsync(new()
        {
            ContentType = "text/event-stream",
            Body = $"retry: 600000\nevent: cards\ndata: {JsonSerializer.Serialize(cards, InboxEndpoints.Json)}\n\n",
        }));
        await page.GotoAsync($"local/inbox/{Sara.ObjectId}");
        await Expect(page.Locator(".ac-adaptiveCard")).ToBeVisibleAsync();
    }

    /// <summary>One more picture after each button that only shows more of the card: the details, then one form after the other.</summary>
    private static async Task TakeOpenedAsync(IPage page, string state, string rest)
    {
        var buttons = await page.Locator("button[aria-controls]:visible, button[aria-expanded]:visible").ElementHandlesAsync();
        foreach (var (number, button) in buttons.Index())
        {
            await button.ClickAsync();
            await TakeAsync(page, $"{state}-opened-{number + 1}.{rest}");
        }
    }

    /// <summary>From the top, because the page's heading stays where one scrolls.</summary>
    private static async Task TakeAsync(IPage page, string name)
    {
        await page.EvaluateAsync("() => window.scrollTo(0, 0)");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
    }
}
