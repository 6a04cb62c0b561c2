using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Inbox;

/// <summary>The stand-in refuses what Teams refuses: what works here must not fail there.</summary>
public sealed class LocalConnectorTests(AzuriteFixture azurite)
{
    private const string Bot = "local-gate-bot";

    private static readonly Dictionary<string, JsonObject> Messages = new()
    {
        ["of another bot"] = new() { ["type"] = "message", ["from"] = new JsonObject { ["id"] = "another" }, ["text"] = "Hello" },
        ["empty"] = Message([]),
        ["text and card"] = Message(new() { ["text"] = "Hello", ["attachments"] = new JsonArray(Card("1.5")) }),
        ["two cards"] = Message(new() { ["attachments"] = new JsonArray(Card("1.5"), Card("1.5")) }),
        ["newer schema"] = Message(new() { ["attachments"] = new JsonArray(Card("1.6")) }),
        ["101 KB"] = Message(new() { ["text"] = new string('a', 101 * 1024) }),
        ["text"] = Message(new() { ["text"] = "Hello" }),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("of another bot", 400)]
    [InlineData("empty", 400)]
    [InlineData("text and card", 400)]
    [InlineData("two cards", 400)]
    [InlineData("newer schema", 400)]
    [InlineData("101 KB", 413)]
    [InlineData("text", 201)]
    public async Task A_Message_That_Teams_Would_Not_Take_Is_Refused(string message, int expected)
    {
        await using var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix());
        var chat = (await local.Channel.SendAsync(Waiting, AskedSara, Cancellation)).ConversationId;

        var (status, _) = await CallAsync(local, HttpMethod.Post, $"conversations/{Uri.EscapeDataString(chat)}/activities", Messages[message]);

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task An_Unknown_Activity_And_An_Unknown_Conversation_Are_Not_Found()
    {
        await using var local = await LocalGate.StartAsync(azurite, azurite.NewTablePrefix());
        var chat = (await local.Channel.SendAsync(Waiting, AskedSara, Cancellation)).ConversationId;
        var message = Message(new() { ["text"] = "Hello", ["id"] = "1" });

        var activity = await CallAsync(local, HttpMethod.Put, $"conversations/{Uri.EscapeDataString(chat)}/activities/1", message);
        var conversation = await CallAsync(local, HttpMethod.Put, "conversations/a%3Aunknown/activities/1", message);

        Assert.Equal((404, "ActivityNotFoundInConversation"), activity);
        Assert.Equal((404, "ConversationNotFound"), conversation);
    }

    private static async Task<(int Status, string? Code)> CallAsync(LocalGate local, HttpMethod method, string path, JsonObject body)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Bot,
            ["client_secret"] = local.Teams.ClientSecret!,
            ["scope"] = "https://api.botframework.com/.default",
        });
        using var granted = await local.Client.PostAsync(local.Teams.TokenEndpoint, form, Cancellation);
        var grant = await granted.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        using var request = new HttpRequestMessage(method, $"local/teams/connector/v3/{path}") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", grant.GetProperty("access_token").GetString());
        using var response = await local.Client.SendAsync(request, Cancellation);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var code = answer.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString() : null;
        return ((int)response.StatusCode, code);
    }

    private static JsonObject Message(JsonObject rest)
    {
        rest["type"] = "message";
        rest["from"] = new JsonObject { ["id"] = Bot };
        return rest;
    }

    private static JsonObject Card(string version) => new()
    {
        ["contentType"] = "application/vnd.microsoft.card.adaptive",
        ["content"] = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = version, ["body"] = new JsonArray() },
    };
}
