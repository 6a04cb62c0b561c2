using System.Net;
using Workflow.Orchestration.Ports;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Inbox;

public sealed class LocalTeamsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Card_Comes_To_The_Inbox_And_A_Pressed_Button_To_The_Gate()
    {
        await using var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix());
        await local.Gate.Reviews.CreateAsync(Waiting, Cancellation);
        await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        var card = Assert.Single(await local.SaraAtHerInbox.ListCardsAsync(Cancellation));

        var answer = await local.SaraAtHerInbox.PressAsync(card, "approve", "Looks right", Cancellation);

        Assert.True(card.AsksForDecision);
        Assert.Contains("You approved", answer.Card!.ToJsonString(), StringComparison.Ordinal);
        var decision = Assert.Single(local.Gate.Decisions);
        Assert.Equal((Sara.ObjectId, "Looks right"), (decision.Reviewer.ObjectId, decision.Comment));
    }

    [Fact]
    public async Task Whoever_Watches_Sees_An_Update_Come_In()
    {
        await using var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix());
        var card = await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        await using var watch = local.SaraAtHerInbox.WatchCardsAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        await watch.MoveNextAsync();
        Assert.Equal(1, Assert.Single(watch.Current).Version);

        await local.Channel.UpdateAsync(Waiting with { Decisions = [Approved(Sara)] }, AskedSara, card, Cancellation);

        Assert.True(await watch.MoveNextAsync());
        var updated = Assert.Single(watch.Current);
        Assert.Equal((card.ActivityId, 2, false), (updated.ActivityId, updated.Version, updated.AsksForDecision));
    }

    [Fact]
    public async Task Cards_Outlive_The_Host_And_Can_Be_Updated_By_The_Next_One()
    {
        var prefix = azurite.NewTablePrefix();
        await using var first = await LocalGate.StartAsync(azurite, prefix);
        var card = await first.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        await using var second = await LocalGate.StartAsync(azurite, prefix);

        var updated = await second.Channel.UpdateAsync(Waiting with { Decisions = [Approved(Sara)] }, AskedSara, card, Cancellation);

        Assert.Equal(card, updated);
        Assert.Equal(2, Assert.Single(await second.SaraAtHerInbox.ListCardsAsync(Cancellation)).Version);
    }

    [Fact]
    public async Task A_Reminder_Stands_Beside_The_Card()
    {
        await using var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix());
        var card = await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        await local.Channel.RemindAsync(Waiting, AskedSara with { Card = card }, Cancellation);

        var messages = await local.SaraAtHerInbox.ListCardsAsync(Cancellation);
        Assert.Equal(2, messages.Count);
        Assert.StartsWith("Reminder:", messages[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Person_Whom_The_Directory_Does_Not_Know_Is_Refused_As_In_Teams()
    {
        await using var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix());
        var stranger = AskedSara with { Person = Sara with { ObjectId = "00000000-0000-0000-0000-0000000000ff" } };

        var exception = await Assert.ThrowsAsync<ChannelRefusedException>(() => local.Channel.SendAsync(Waiting, stranger, Cancellation));

        Assert.Contains("BotNotInConversationRoster", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Connector_Demands_The_Token_That_The_Local_Authority_Issued()
    {
        await using var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix());
        using var request = new HttpRequestMessage(HttpMethod.Post, "local/teams/connector/v3/conversations");
        request.Headers.Authorization = new("Bearer", "made up");

        using var response = await local.Client.SendAsync(request, Cancellation);
        using var grant = await local.Client.PostAsync(new Uri("local/teams/token", UriKind.Relative), Credentials("guessed"), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, grant.StatusCode);
    }

    [Fact]
    public async Task A_Foreign_Name_For_This_Machine_Reaches_Nothing()
    {
        await using var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix());
        using var request = new HttpRequestMessage(HttpMethod.Get, "local/inbox");
        request.Headers.Host = "evil.example";

        using var response = await local.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_Button_Cannot_Be_Pressed_By_A_Form_Of_Another_Site()
    {
        await using var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix());
        await local.Gate.Reviews.CreateAsync(Waiting, Cancellation);
        var card = await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        using var body = new StringContent($$$"""{"activityId":"{{{card.ActivityId}}}","verb":"approve","data":{}}""");

        using var response = await local.Client.PostAsync(new Uri($"local/inbox/{Sara.ObjectId}/invoke", UriKind.Relative), body, Cancellation);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Where_Npm_Is_Missing_The_Page_Says_How_To_Mend_That()
    {
        await using var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix(), npm: "npm-that-is-missing");
        await local.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        using var response = await local.Client.GetAsync(new Uri($"local/inbox/{Sara.ObjectId}", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("Install Node.js", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_A_Real_Tenant_The_Stand_In_Is_Not_Served()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => LocalGate.StartAsync(azurite, azurite.NewTablePrefix(), tenant: "tenant-1"));

        Assert.Contains("tenant-1", exception.Message, StringComparison.Ordinal);
    }

    private static FormUrlEncodedContent Credentials(string secret) => new(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = "local-gate-bot",
        ["client_secret"] = secret,
        ["scope"] = "https://api.botframework.com/.default",
    });
}
