using System.Text.Json.Nodes;
using Workflow.Adapters.Graph;
using Workflow.Core.Reviews;
using static Workflow.IntegrationTests.Graph.FakeTenant;

namespace Workflow.IntegrationTests.Graph;

/// <summary>Presence and mailbox settings: permissions, batches, ages, and failures that stop nobody from being asked.</summary>
public sealed class GraphAvailabilityTests : IAsyncLifetime
{
    private const string PresenceCall = "POST communications/getPresencesByUserId";

    private static readonly (string, string)[] Both = [("Graph:ReadPresence", "true"), ("Graph:ReadMailboxSettings", "true")];

    private FakeGraph graph = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        graph = await FakeGraph.StartAsync();
        foreach (var number in Enumerable.Range(1, 45))
        {
            graph.People.Add(number, $"Senior{number}", null, ("preferredLanguage", number == 1 ? "de-AT" : null));
        }

        graph.People.AddGroup(GraphAdapter.Seniors, [.. Enumerable.Range(1, 45)]);
        graph.People.AddGroup(GraphAdapter.Principals);
        graph.People.AddGroup(GraphAdapter.ReleaseManagers);
        graph.Granted.UnionWith(["Presence.Read.All", "MailboxSettings.Read"]);
    }

    public ValueTask DisposeAsync() => graph.DisposeAsync();

    [Fact]
    public async Task Hours_Absences_Language_And_Presence_Are_Read_In_Batches()
    {
        graph.People.SetPresence(1, "AvailableIdle");
        graph.People.SetPresence(2, "Away", "OutOfOffice");
        graph.People.SetMailbox(1, Mailbox("W. Europe Standard Time"));
        graph.People.SetMailbox(3, Mailbox("Asia/Tokyo", new JsonObject
        {
            ["status"] = "scheduled",
            ["scheduledStartDateTime"] = new JsonObject { ["dateTime"] = "2026-03-02T09:00:00.0000000", ["timeZone"] = "UTC" },
            ["scheduledEndDateTime"] = new JsonObject { ["dateTime"] = "2026-03-06T17:00:00.0000000", ["timeZone"] = "Tokyo Standard Time" },
        }));
        await using var adapter = new GraphAdapter(graph, Both);

        var people = await ReadAsync(adapter);

        var (one, two, three, four) = (people[0], people[1], people[2], people[3]);
        Assert.Equal((Presence.Available, "de-AT", "Europe/Berlin"), (one.Presence, one.Language, one.Hours?.TimeZone));
        Assert.Equal((new TimeOnly(8, 0), new TimeOnly(17, 0)), (one.Hours!.From, one.Hours.To));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Friday], one.Hours.Days);
        Assert.Equal("Senior2 is away until further notice", Availability.FindAbsence(two, adapter.Time.GetUtcNow()));
        Assert.Equal("Senior3 is away until 2026-03-06 08:00 UTC", Availability.FindAbsence(three, adapter.Time.GetUtcNow()));
        Assert.Equal((Presence.Unknown, null), (four.Presence, four.Hours));
        Assert.Equal(1, graph.Calls.Count(call => call == PresenceCall));
        Assert.Equal(45, graph.Calls.Count(call => call.EndsWith("/mailboxSettings", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_Is_Read_Where_The_Switches_Are_Off()
    {
        await using var adapter = new GraphAdapter(graph);

        await ReadAsync(adapter);

        Assert.DoesNotContain(graph.Calls, call => call == PresenceCall || call.EndsWith("/mailboxSettings", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Presence_Is_Read_Again_After_A_Minute_And_A_Mailbox_After_Ten()
    {
        graph.People.SetMailbox(1, Mailbox("UTC"));
        await using var adapter = new GraphAdapter(graph, Both);
        await ReadAsync(adapter);
        await ReadAsync(adapter);
        Assert.Equal((1, 45), Counts());

        adapter.Time.Advance(TimeSpan.FromMinutes(1));
        graph.People.SetPresence(1, "DoNotDisturb");
        Assert.Equal(Presence.DoNotDisturb, (await ReadAsync(adapter))[0].Presence);
        Assert.Equal((2, 45), Counts());

        adapter.Time.Advance(TimeSpan.FromMinutes(9));
        await ReadAsync(adapter);
        Assert.Equal((3, 90), Counts());
    }

    [Fact]
    public async Task More_People_Than_One_Question_Takes_Are_Asked_For_In_Several()
    {
        foreach (var number in Enumerable.Range(1001, 700))
        {
            graph.People.Add(number, $"Principal{number}");
        }

        graph.People.AddGroup(GraphAdapter.Principals, [.. Enumerable.Range(1001, 700)]);
        await using var adapter = new GraphAdapter(graph, ("Graph:ReadPresence", "true"));

        Assert.Equal(745, (await ReadAsync(adapter)).Count);
        Assert.Equal(2, graph.Calls.Count(call => call == PresenceCall));
    }

    [Fact]
    public async Task A_Throttled_Mailbox_Is_Asked_Again_Alone()
    {
        graph.People.SetMailbox(30, Mailbox("UTC"));
        graph.RefuseNext($"users/{Id(30)}/mailboxSettings", 429, "0");
        await using var adapter = new GraphAdapter(graph, Both);

        Assert.Equal("Etc/UTC", (await ReadAsync(adapter))[29].Hours?.TimeZone);
        Assert.Contains($"GET users/{Id(30)}/mailboxSettings", graph.Calls);
    }

    [Fact]
    public async Task Without_The_Permissions_Everybody_May_Still_Be_Asked_And_Nothing_Is_Known()
    {
        graph.Granted.ExceptWith(["Presence.Read.All", "MailboxSettings.Read"]);
        await using var adapter = new GraphAdapter(graph, Both);

        var people = await ReadAsync(adapter);

        Assert.Equal(45, people.Count);
        Assert.All(people, one => Assert.Equal((Presence.Unknown, null, 0), (one.Presence, one.Hours, one.Absences.Count)));
        await ReadAsync(adapter);
        Assert.Equal((1, 45), Counts());
    }

    [Fact]
    public async Task An_Outage_Of_Availability_Stops_Nobody_But_One_Of_The_Directory_Does()
    {
        await using var adapter = new GraphAdapter(graph, Both);
        var known = await adapter.Directory.ListAsync(Level.Senior, null, Token);
        graph.Outage = 503;

        Assert.Equal(45, (await adapter.Directory.AddAvailabilityAsync(known, Token)).Count);

        adapter.Time.Advance(TimeSpan.FromMinutes(31));
        await Assert.ThrowsAsync<GraphUnavailableException>(() => adapter.Directory.ListAsync(Level.Senior, null, Token));
    }

    private static async Task<IReadOnlyList<Person>> ReadAsync(GraphAdapter adapter) =>
        await adapter.Directory.AddAvailabilityAsync(await adapter.Directory.ListAsync(Level.Senior, null, Token), Token);

    private (int Presences, int Mailboxes) Counts() => (
        graph.Calls.Count(call => call == PresenceCall),
        graph.Calls.Count(call => call.EndsWith("/mailboxSettings", StringComparison.Ordinal)));

    private static JsonObject Mailbox(string zone, JsonObject? replies = null) => new()
    {
        ["timeZone"] = zone,
        ["automaticRepliesSetting"] = replies ?? new JsonObject { ["status"] = "disabled" },
        ["workingHours"] = new JsonObject
        {
            ["daysOfWeek"] = new JsonArray("monday", "friday"),
            ["startTime"] = "08:00:00.0000000",
            ["endTime"] = "17:00:00.0000000",
            ["timeZone"] = new JsonObject { ["name"] = zone },
        },
    };
}
