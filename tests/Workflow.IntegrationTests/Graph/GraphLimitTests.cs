using Workflow.Adapters.Graph;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using static Workflow.IntegrationTests.Graph.FakeTenant;

namespace Workflow.IntegrationTests.Graph;

/// <summary>Pages, batches, throttling and outages.</summary>
public sealed class GraphLimitTests : IAsyncLifetime
{
    private static readonly string SeniorsPath = $"groups/{Id(GraphAdapter.Seniors)}/transitiveMembers/graph.user";

    private FakeGraph graph = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        graph = await FakeGraph.StartAsync();
        graph.People.Add(1, "Mona");
        foreach (var number in Enumerable.Range(2, 45))
        {
            graph.People.Add(number, $"Senior{number}", manager: 1);
        }

        graph.People.AddGroup(GraphAdapter.Seniors, [.. Enumerable.Range(2, 45)]);
        graph.People.AddGroup(GraphAdapter.Principals);
        graph.People.AddGroup(GraphAdapter.ReleaseManagers, 2);
    }

    public ValueTask DisposeAsync() => graph.DisposeAsync();

    [Fact]
    public async Task All_Pages_Are_Read_And_Managers_Twenty_At_A_Time()
    {
        graph.People.PageSize = 20;
        await using var adapter = new GraphAdapter(graph);

        var seniors = await adapter.Directory.ListAsync(Level.Senior, null, Token);

        Assert.Equal(45, seniors.Count);
        Assert.All(seniors, one => Assert.Equal(Id(1), one.ManagerId));
        Assert.Equal(["POST $batch", $"GET {SeniorsPath}", $"GET {SeniorsPath}", "POST $batch", "POST $batch", "POST $batch"], Direct());
    }

    [Fact]
    public async Task A_Throttled_Question_Of_A_Batch_Is_Asked_Again_Alone()
    {
        graph.RefuseNext($"users/{Id(30)}/manager", 429, "0");
        graph.RefuseNext($"users/{Id(30)}/manager", 429, "0");
        await using var adapter = new GraphAdapter(graph);

        var seniors = await adapter.Directory.ListAsync(Level.Senior, null, Token);

        Assert.All(seniors, one => Assert.Equal(Id(1), one.ManagerId));
        Assert.Equal(2, Direct().Count(call => call == $"GET users/{Id(30)}/manager"));
        Assert.Equal(4, Direct().Count(call => call == "POST $batch"));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_Throttled_Call_Is_Repeated(int status)
    {
        graph.RefuseNext("$batch", status, "0");
        await using var adapter = new GraphAdapter(graph);

        Assert.Equal(45, (await adapter.Directory.ListAsync(Level.Senior, null, Token)).Count);
    }

    [Fact]
    public async Task Somebody_Who_Was_Looked_Up_Is_Not_Asked_For_Again_And_An_Unknown_One_Sooner()
    {
        await using var adapter = new GraphAdapter(graph);
        var (known, unknown) = (new ActorIdentity(Email: "mona@example.com"), new ActorIdentity(Email: "nobody@example.com"));

        Assert.NotNull(await adapter.Directory.FindAsync(known, Token));
        Assert.Null(await adapter.Directory.FindAsync(unknown, Token));
        Assert.NotNull(await adapter.Directory.FindAsync(known, Token));
        Assert.Null(await adapter.Directory.FindAsync(unknown, Token));
        Assert.Equal(2, Lookups());

        graph.People.Add(60, "Nobody");
        adapter.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(await adapter.Directory.FindAsync(known, Token));
        Assert.NotNull(await adapter.Directory.FindAsync(unknown, Token));
        Assert.Equal(3, Lookups());
    }

    [Fact]
    public async Task An_Outage_Is_Borne_For_A_While_And_Then_The_Gate_Fails_Closed()
    {
        await using var adapter = new GraphAdapter(graph);
        await adapter.Directory.ListAsync(Level.Senior, null, Token);
        graph.Outage = 503;

        adapter.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(45, (await adapter.Directory.ListAsync(Level.Senior, null, Token)).Count);

        adapter.Time.Advance(TimeSpan.FromMinutes(1));
        var problem = await Assert.ThrowsAsync<GraphUnavailableException>(() => adapter.Directory.ListAsync(Level.Senior, null, Token));
        Assert.Equal("Microsoft Graph does not tell who is in the configured groups: 503 ServiceUnavailable.", problem.Message);

        graph.Outage = null;
        graph.People.AddGroup(GraphAdapter.Seniors, 2);
        Assert.Single(await adapter.Directory.ListAsync(Level.Senior, null, Token));
    }

    [Fact]
    public async Task A_Missing_Permission_Is_Said_With_What_To_Grant()
    {
        graph.RefuseNext(SeniorsPath, 403);
        graph.RefuseNext(SeniorsPath, 403);
        await using var adapter = new GraphAdapter(graph);

        var problem = await Assert.ThrowsAsync<GraphUnavailableException>(() => adapter.Directory.ListAsync(Level.Senior, null, Token));

        Assert.Contains("Grant the application User.Read.All and GroupMember.Read.All", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Group_That_Does_Not_Exist_Or_Is_Too_Large_Is_An_Error_And_Never_Fewer_People()
    {
        await using var missing = new GraphAdapter(graph, ("Graph:LevelGroups:1:Group", Id(404)));
        await using var tooLarge = new GraphAdapter(graph, ("Graph:MaxGroupMembers", "44"));

        var one = await Assert.ThrowsAsync<GraphUnavailableException>(() => missing.Directory.ListAsync(Level.Senior, null, Token));
        var other = await Assert.ThrowsAsync<GraphUnavailableException>(() => tooLarge.Directory.ListAsync(Level.Senior, null, Token));

        Assert.Contains($"knows no group {Id(404)}", one.Message, StringComparison.Ordinal);
        Assert.Contains("has more than 44 people", other.Message, StringComparison.Ordinal);
    }

    private string[] Direct() => [.. graph.Calls.Where(call => !call.StartsWith("batched", StringComparison.Ordinal))];

    private int Lookups() => graph.Calls.Count(call => call == "GET users");
}
