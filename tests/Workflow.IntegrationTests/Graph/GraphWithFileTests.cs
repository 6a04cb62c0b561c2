using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using static Workflow.IntegrationTests.Graph.FakeTenant;

namespace Workflow.IntegrationTests.Graph;

/// <summary>What the file of people adds to the directory.</summary>
public sealed class GraphWithFileTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("graph-people-");
    private FakeGraph graph = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(folder.FullName, "people.yaml");

    public async ValueTask InitializeAsync()
    {
        graph = await FakeGraph.StartAsync();
        graph.People.Add(3, "Sara");
        graph.People.Add(4, "Tom");
        graph.People.AddGroup(GraphAdapter.Seniors, 3, 4);
        graph.People.AddGroup(GraphAdapter.Principals);
        graph.People.AddGroup(GraphAdapter.ReleaseManagers);
        await File.WriteAllTextAsync(
            FilePath,
            """
            people:
              - id: sara
                name: Sara of the file
                level: principal
                roles: [release-manager]
                emails: [sara@example.com, s@home.example]
                logins: ["gitlab:sara"]
                suspended: true
                delegate: tom
              - { id: tom, name: Tom, level: junior, emails: [tom@example.com] }
              - { id: gone, name: Gone, level: principal, emails: [gone@example.com], logins: ["gitlab:gone"] }
            agents:
              - { logins: ["github:bot"], operators: [sara, gone] }
            """,
            Token);
    }

    public async ValueTask DisposeAsync()
    {
        await graph.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Logins_Addresses_Availability_And_Operators_Come_From_The_File_And_Level_And_Role_Do_Not()
    {
        await using var adapter = new GraphAdapter(graph, ("Graph:UsePeopleFile", "true"), ("Files:People", FilePath));

        var byLogin = await adapter.Directory.FindAsync(new ActorIdentity(Login: "gitlab:sara"), Token);
        var byAddress = await adapter.Directory.FindAsync(new ActorIdentity(Email: "s@home.example"), Token);
        var operators = await adapter.Directory.ListAgentOperatorsAsync(new ActorIdentity(Login: "github:bot"), Token);

        Assert.Equal((Id(3), Level.Senior), (byLogin!.Id, byLogin.Level));
        Assert.Equal(byLogin.Id, byAddress!.Id);
        Assert.Empty(byLogin.Roles);
        Assert.Equal(["gitlab:sara"], byLogin.Logins);
        Assert.Equal(["sara@example.com", "s@home.example"], byLogin.Emails);
        Assert.Equal([Id(3), "gone"], operators.Select(one => one.Id));
        Assert.Equal((true, Id(4)), (byLogin.IsSuspended, byLogin.DelegateId));
        Assert.Null(await adapter.Directory.FindAsync(new ActorIdentity(Login: "gitlab:gone"), Token));
    }

    [Fact]
    public async Task Unasked_The_File_Adds_Nothing()
    {
        await using var adapter = new GraphAdapter(graph, ("Files:People", FilePath));

        Assert.Null(await adapter.Directory.FindAsync(new ActorIdentity(Login: "gitlab:sara"), Token));
        Assert.Empty(await adapter.Directory.ListAgentOperatorsAsync(new ActorIdentity(Login: "github:bot"), Token));
    }
}
