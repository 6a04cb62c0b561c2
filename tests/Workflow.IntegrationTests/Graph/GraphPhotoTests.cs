using static Workflow.IntegrationTests.Graph.FakeTenant;

namespace Workflow.IntegrationTests.Graph;

public sealed class GraphPhotoTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    private FakeGraph graph = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        graph = await FakeGraph.StartAsync();
        foreach (var number in Enumerable.Range(1, 4))
        {
            graph.People.Add(number, $"Senior{number}");
            graph.People.SetPhoto(number, number == 3 ? "<svg/>"u8.ToArray() : Jpeg);
        }

        graph.People.AddGroup(GraphAdapter.Seniors, 1, 2, 3);
        graph.People.AddGroup(GraphAdapter.Principals);
        graph.People.AddGroup(GraphAdapter.ReleaseManagers);
    }

    public ValueTask DisposeAsync() => graph.DisposeAsync();

    [Fact]
    public async Task A_Picture_Is_Read_Once_An_Hour()
    {
        await using var adapter = new GraphAdapter(graph);

        var photo = await adapter.Photos.FindAsync(Id(1), Token);
        await adapter.Photos.FindAsync(Id(1), Token);

        Assert.Equal("image/jpeg", photo!.MediaType);
        Assert.Equal(Jpeg, photo.Content);
        Assert.Equal(1, Reads());
        adapter.Time.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(await adapter.Photos.FindAsync(Id(1), Token));
        Assert.Equal(2, Reads());
    }

    [Fact]
    public async Task There_Is_None_Of_Others_Than_Reviewers_And_None_That_Is_No_Picture()
    {
        await using var adapter = new GraphAdapter(graph);

        Assert.Null(await adapter.Photos.FindAsync(Id(4), Token));
        Assert.Null(await adapter.Photos.FindAsync("../me", Token));
        Assert.Equal(0, Reads());
        Assert.Null(await adapter.Photos.FindAsync(Id(3), Token));
    }

    [Fact]
    public async Task Where_Graph_Gives_No_Answer_There_Is_None_For_A_Minute()
    {
        await using var adapter = new GraphAdapter(graph);
        await adapter.Directory.GetAsync(Id(1), Token);
        graph.Outage = 503;

        Assert.Null(await adapter.Photos.FindAsync(Id(1), Token));

        graph.Outage = null;
        Assert.Null(await adapter.Photos.FindAsync(Id(1), Token));
        adapter.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await adapter.Photos.FindAsync(Id(1), Token));
    }

    [Fact]
    public async Task Switched_Off_None_Is_Read()
    {
        await using var adapter = new GraphAdapter(graph, ("Graph:ReadPhotos", "false"));

        Assert.False(adapter.Photos.AreKept);
        Assert.Null(await adapter.Photos.FindAsync(Id(1), Token));
        Assert.Equal(0, Reads());
    }

    private int Reads() => graph.Calls.Count(call => call.EndsWith("/photos/48x48/$value", StringComparison.Ordinal));
}
