using System.Text.Json.Nodes;
using static Workflow.IntegrationTests.Teams.People;
using static Workflow.IntegrationTests.Teams.TeamsBot;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

/// <summary>Answers to buttons are in the language that the directory names, else in that of the sender's client.</summary>
public sealed class ReaderLanguageTests
{
    private const string NoText = "Schreiben Sie Ihren Text, bevor Sie ihn senden.";

    [Theory]
    [InlineData("de", null)]
    [InlineData("de-AT", "en-US")]
    [InlineData(null, "de-DE")]
    public async Task A_Card_Comes_Back_In_German_From_Head_To_Foot(string? language, string? locale)
    {
        await using var bot = await StartAsync(language);

        var reply = await bot.ReceiveAsync(In(locale, bot.Press("ask", " ")));
        var rejected = await bot.ReceiveAsync(In(locale, bot.Press("reject")));

        Assert.Contains(NoText, Text(reply.Json!), StringComparison.Ordinal);
        Assert.All([reply, rejected], one =>
        {
            Assert.Contains("Genehmigen", Text(one.Json!), StringComparison.Ordinal);
            Assert.DoesNotContain("\"Approve\"", one.Json, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("en", "de-DE")]
    [InlineData(null, null)]
    [InlineData(null, "tlh")]
    [InlineData(null, "no language")]
    public async Task Everybody_Else_Reads_English(string? language, string? locale)
    {
        await using var bot = await StartAsync(language);

        var reply = await bot.ReceiveAsync(In(locale, bot.Press("ask", " ")));

        Assert.Contains("Write your text before you send it.", reply.Json, StringComparison.Ordinal);
        Assert.Contains("\"Approve\"", reply.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Authors_Card_Is_In_The_Clients_Language_Where_The_Directory_Names_None()
    {
        await using var bot = await StartAsync(null);

        var reply = await bot.ReceiveAsync(In("de", bot.Press("withdraw", null, Jun.ObjectId)));

        Assert.Contains("Zurückgezogen", Text(reply.Json!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Stranger_Reads_Messages_In_The_Clients_Language()
    {
        await using var bot = await StartAsync(null);
        JsonObject Press(string verb, params (string Name, JsonNode? Value)[] inputs) =>
            In("de-CH", bot.Press(verb, null, "00000000-0000-0000-0000-0000000000ff", inputs));

        var unknown = await bot.ReceiveAsync(Press("volunteer"));
        var noReview = await bot.ReceiveAsync(Press("volunteer", ("reviewId", "dep-0")));
        var older = await bot.ReceiveAsync(Press("volunteer", ("cardVersion", 0)));

        Assert.Equal("Das Verzeichnis kennt Sie nicht.", Json(unknown).GetProperty("value").GetString());
        Assert.Equal("Dieses Review gibt es nicht.", Json(noReview).GetProperty("value").GetString());
        Assert.StartsWith("Diese Karte ist von älterer Bauart.", Json(older).GetProperty("value").GetString(), StringComparison.Ordinal);
    }

    private static async Task<TeamsBot> StartAsync(string? language)
    {
        var bot = await TeamsBot.StartAsync();
        var reader = Sara with { Language = language };
        bot.Gate.People.Clear();
        bot.Gate.People.AddRange([reader, Omar, Jun]);
        await bot.Gate.Reviews.CreateAsync(
            Waiting.WithAsked(AskedSara with { Person = reader }), TestContext.Current.CancellationToken);
        return bot;
    }

    private static JsonObject In(string? locale, JsonObject press)
    {
        press["locale"] = locale;
        return press;
    }

    /// <summary>Without the escapes of what is not ASCII.</summary>
    private static string Text(string json) => JsonNode.Parse(json)!.ToJsonString(
        new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
