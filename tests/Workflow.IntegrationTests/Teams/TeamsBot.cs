using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.Teams;
using Workflow.Orchestration.Ports;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

/// <summary>The Teams adapter, talking to the fake.</summary>
internal sealed class TeamsBot : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private TeamsBot(FakeTeams teams, TimeProvider? time, (string Key, string Value)[] settings)
    {
        Teams = teams;
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
        var collection = new ServiceCollection().AddLogging().AddTeams(configuration.GetSection("Teams"));
        collection.AddSingleton(time ?? Time);
        GateStub.Register(collection, Gate);
        services = collection.BuildServiceProvider();
    }

    public FakeTeams Teams { get; }

    public GateStub Gate { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    public IApprovalChannel Channel => services.GetRequiredService<IApprovalChannel>();

    public IChannelReceiver Receiver => services.GetRequiredService<IChannelReceiver>();

    public static async Task<TeamsBot> StartAsync(params (string Key, string Value)[] settings) =>
        new(await FakeTeams.StartAsync(), null, settings);

    /// <summary>With real time, for what waits between retries.</summary>
    public static async Task<TeamsBot> StartInRealTimeAsync() => new(await FakeTeams.StartAsync(), TimeProvider.System, []);

    public void ValidateAsOnStart() => services.GetRequiredService<IStartupValidator>().Validate();

    /// <summary>The invoke of a pressed button, as Teams sends it.</summary>
    public JsonObject Press(string verb, string? comment = null, string? objectId = null) => new()
    {
        ["type"] = "invoke",
        ["name"] = "adaptiveCard/action",
        ["id"] = "f:1",
        ["channelId"] = "msteams",
        ["serviceUrl"] = Teams.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = "29:1", ["name"] = "anybody", ["aadObjectId"] = objectId ?? Sara.ObjectId },
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
    }
}
