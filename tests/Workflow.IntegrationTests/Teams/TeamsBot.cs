using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.Graph;
using Workflow.Adapters.Teams;
using Workflow.IntegrationTests.GitHub;
using Workflow.IntegrationTests.Graph;
using Workflow.Orchestration.Ports;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

/// <summary>The Teams adapter, talking to the fake.</summary>
internal sealed class TeamsBot : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private TeamsBot(FakeTeams teams, TimeProvider? time, (string Key, string Value)[] settings, FakeGraph? graph = null)
    {
        Teams = teams;
        Graph = graph;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Teams:AppId"] = FakeTeams.AppId,
            ["Teams:TenantId"] = FakeTeams.Tenant,
            ["Teams:ClientSecret"] = FakeTeams.Secret,
            ["Teams:ServiceUrl"] = teams.ServiceUrl,
            ["Teams:AllowedServiceHosts:0"] = "127.0.0.1",
            ["Teams:TokenEndpoint"] = $"{teams.Address}token",
            ["Teams:OpenIdMetadataUrl"] = $"{teams.Address}openid",
            ["Teams:Issuer"] = FakeTeams.Issuer,
            ["Teams:RetryDelay"] = "00:00:00.001",
        }).AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build();
        var collection = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(Logs))
            .AddTeams(configuration.GetSection("Teams"))
            .AddGraph(configuration.GetSection("Graph"));
        if (graph is not null)
        {
            collection.AddHttpClient("Graph.Token").ConfigurePrimaryHttpMessageHandler(() => new TokensFromFake(graph.Address));
        }

        collection.AddSingleton(time ?? Time);
        GateStub.Register(collection, Gate);
        services = collection.BuildServiceProvider();
    }

    public FakeTeams Teams { get; }

    /// <summary>Null where the bot knows nothing of Microsoft Graph.</summary>
    public FakeGraph? Graph { get; }

    /// <summary>Warnings and errors.</summary>
    public RecordedLogs Logs { get; } = new();

    public GateStub Gate { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    public IApprovalChannel Channel => services.GetRequiredService<IApprovalChannel>();

    public IChannelReceiver Receiver => services.GetRequiredService<IChannelReceiver>();

    public static async Task<TeamsBot> StartAsync(params (string Key, string Value)[] settings) =>
        new(await FakeTeams.StartAsync(), null, settings);

    /// <summary>With Microsoft Graph, of whose installations Teams knows, and the gate's app in the catalogue.</summary>
    /// <param name="settings">In place of the app in the catalogue.</param>
    public static async Task<TeamsBot> StartWithGraphAsync(params (string Key, string Value)[] settings)
    {
        var (teams, graph) = (await FakeTeams.StartAsync(), await FakeGraph.StartAsync());
        teams.HasApp = graph.Teamwork.HasApp;
        return new TeamsBot(
            teams,
            null,
            [
                ("Graph:TenantId", FakeGraph.Tenant),
                ("Graph:ClientId", FakeGraph.ClientId),
                ("Graph:ClientSecret", FakeGraph.Secret),
                ("Graph:BaseUrl", $"{graph.Address}v1.0"),
                ("Graph:LevelGroups:0:Group", FakeTenant.Id(100)),
                ("Graph:LevelGroups:0:Level", "Senior"),
                .. settings.Length > 0 ? settings : [("Teams:CatalogAppId", FakeTeamwork.CatalogAppId)],
            ],
            graph);
    }

    /// <summary>With real time, for what waits between retries.</summary>
    public static async Task<TeamsBot> StartInRealTimeAsync() => new(await FakeTeams.StartAsync(), TimeProvider.System, []);

    public void ValidateAsOnStart() => services.GetRequiredService<IStartupValidator>().Validate();

    /// <summary>The invoke of a pressed button, as Teams sends it.</summary>
    /// <param name="inputs">What the button's data holds besides.</param>
    public JsonObject Press(
        string verb, string? comment = null, string? objectId = null, params (string Name, JsonNode? Value)[] inputs)
    {
        var press = CreatePress(verb, comment, objectId ?? Sara.ObjectId!);
        foreach (var (name, value) in inputs)
        {
            press["value"]!["action"]!["data"]![name] = value;
        }

        return press;
    }

    private JsonObject CreatePress(string verb, string? comment, string objectId) => new()
    {
        ["type"] = "invoke",
        ["name"] = "adaptiveCard/action",
        ["id"] = "f:1",
        ["channelId"] = "msteams",
        ["serviceUrl"] = Teams.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = "29:1", ["name"] = "anybody", ["aadObjectId"] = objectId },
        ["conversation"] = new JsonObject { ["conversationType"] = "personal", ["tenantId"] = FakeTeams.Tenant, ["id"] = "a:chat/1" },
        ["replyToId"] = "activity-1",
        ["value"] = new JsonObject
        {
            ["action"] = new JsonObject
            {
                ["type"] = "Action.Execute",
                ["verb"] = verb,
                ["data"] = new JsonObject
                {
                    ["reviewId"] = "dep-42",
                    ["head"] = Head,
                    ["cardVersion"] = 1,
                    ["step"] = "first",
                    ["comment"] = comment,
                },
            },
        },
    };

    /// <summary>Posts with a good token, unless another header is given.</summary>
    public Task<ChannelReply> ReceiveAsync(JsonNode activity, string? authorization = "") => Receiver.ReceiveAsync(
        authorization is "" ? Teams.Token(Time.GetUtcNow()) : authorization,
        isLoopback: true,
        Encoding.UTF8.GetBytes(activity.ToJsonString()),
        TestContext.Current.CancellationToken);

    public static JsonElement Json(ChannelReply reply) => JsonDocument.Parse(reply.Json!).RootElement;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Teams.DisposeAsync();
        if (Graph is not null)
        {
            await Graph.DisposeAsync();
        }
    }
}
