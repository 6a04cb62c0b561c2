using System.Text.Json.Nodes;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using static Workflow.IntegrationTests.Graph.FakeTenant;

namespace Workflow.IntegrationTests.Graph;

public sealed class GraphPeopleTests : IAsyncLifetime
{
    private FakeGraph graph = null!;
    private GraphAdapter adapter = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        graph = await FakeGraph.StartAsync();
        graph.People.Add(1, "Vera");
        graph.People.Add(2, "Mona", manager: 1);
        graph.People.Add(3, "Sara", 2, ("department", "payments"), ("onPremisesExtensionAttributes", Attribute(7, "sara-gh")));
        graph.People.Add(4, "Pia", 2, ("proxyAddresses", new JsonArray("SMTP:pia@example.com", "smtp:p.o'hara@example.com")));
        graph.People.Add(5, "Gus", 2, ("userType", "Guest"));
        graph.People.Add(6, "Dora", 2, ("accountEnabled", false));
        graph.People.Add(7, "Theo", 2, ("jobTitle", "Software Engineer II"));
        graph.People.AddGroup(GraphAdapter.Seniors, 3, 4, 5, 6);
        graph.People.AddGroup(GraphAdapter.Principals, 4);
        graph.People.AddGroup(GraphAdapter.ReleaseManagers, 3);
        adapter = new GraphAdapter(graph);
    }

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        await graph.DisposeAsync();
    }

    [Fact]
    public async Task Reviewers_Are_The_Active_Members_Of_The_Groups_With_Level_Role_Team_And_Manager()
    {
        var seniors = await adapter.Directory.ListAsync(Level.Senior, null, Token);
        var managers = await adapter.Directory.ListAsync(Level.Junior, "Release-Manager", Token);

        Assert.Equal([("Pia", Level.Principal), ("Sara", Level.Senior)], seniors.Select(one => (one.Name, one.Level)).Order());
        var sara = Assert.Single(managers);
        Assert.Equal((Id(3), Id(3), Id(2)), (sara.Id, sara.ObjectId, sara.ManagerId));
        Assert.Equal(("sara@example.com", "payments"), (sara.Email, sara.Team));
        Assert.Equal(["github:sara-gh"], sara.Logins);
        Assert.Equal(1, graph.TokensIssued);
    }

    [Fact]
    public async Task Somebody_Is_Found_By_Commit_Address_Alias_Login_Private_Address_And_Object_Id()
    {
        Assert.Equal("Sara", await NameOfAsync(new ActorIdentity(Email: "SARA@example.com")));
        Assert.Equal("Pia", await NameOfAsync(new ActorIdentity(Email: "p.o'hara@example.com")));
        Assert.Equal("Sara", await NameOfAsync(new ActorIdentity(Login: "github:Sara-GH")));
        Assert.Equal("Sara", await NameOfAsync(new ActorIdentity(Email: "77+sara-gh@users.noreply.github.com")));
        Assert.Equal("Sara", await NameOfAsync(new ActorIdentity(ObjectId: Id(3).ToUpperInvariant())));
    }

    [Fact]
    public async Task An_Object_Id_Decides_Alone_And_A_Login_Goes_Before_An_Address()
    {
        Assert.Null(await NameOfAsync(new ActorIdentity(Email: "sara@example.com", ObjectId: Id(99))));
        Assert.Equal("Sara", await NameOfAsync(new ActorIdentity(Email: "pia@example.com", Login: "github:sara-gh")));
    }

    [Fact]
    public async Task Whom_The_Tenant_Does_Not_Know_Stays_Unknown()
    {
        Assert.Null(await NameOfAsync(new ActorIdentity("Nobody", "nobody@example.com", "github:nobody")));
        Assert.Null(await NameOfAsync(new ActorIdentity(Login: "gitlab:sara-gh")));
        Assert.Null(await adapter.Directory.GetAsync("no-guid", Token));
        Assert.Empty(await adapter.Directory.ListAgentOperatorsAsync(new ActorIdentity(Login: "github:bot"), Token));
    }

    [Fact]
    public async Task Outside_Of_The_Groups_The_Title_Tells_The_Level_And_Nobody_Is_Asked_For_It()
    {
        var theo = await adapter.Directory.FindAsync(new ActorIdentity(Email: "theo@example.com"), Token);

        Assert.Equal((Level.Mid, Id(7)), (theo!.Level, theo.ObjectId));
        Assert.DoesNotContain(await adapter.Directory.ListAsync(Level.Junior, null, Token), one => one.Name == "Theo");
    }

    [Theory]
    [InlineData("gus@example.com", "Gus")]
    [InlineData("dora@example.com", "Dora")]
    public async Task Guests_And_Disabled_Accounts_Are_Known_And_May_Review_Nothing(string email, string name)
    {
        var person = await adapter.Directory.FindAsync(new ActorIdentity(Email: email), Token);

        Assert.Equal((name, Level.Junior, null, Id(2)), (person!.Name, person.Level, person.ObjectId, person.ManagerId));
        Assert.False(Eligibility.Of(person, [], Level.Junior).IsEligible);
        Assert.DoesNotContain(await adapter.Directory.ListAsync(Level.Junior, null, Token), one => one.Name == name);
    }

    [Fact]
    public async Task The_Line_Of_Management_Can_Be_Climbed_To_Its_End()
    {
        List<string> line = [];
        for (var id = Id(3); id is not null;)
        {
            var person = await adapter.Directory.GetAsync(id, Token);
            line.Add(person!.Name);
            id = person.ManagerId;
        }

        Assert.Equal(["Sara", "Mona", "Vera"], line);
    }

    [Fact]
    public async Task A_Login_Of_Two_People_Is_Nobodys()
    {
        graph.People.Add(8, "Twin", null, ("onPremisesExtensionAttributes", Attribute(7, "sara-gh")));

        Assert.Null(await NameOfAsync(new ActorIdentity(Login: "github:sara-gh")));
    }

    private async Task<string?> NameOfAsync(ActorIdentity identity) => (await adapter.Directory.FindAsync(identity, Token))?.Name;
}
