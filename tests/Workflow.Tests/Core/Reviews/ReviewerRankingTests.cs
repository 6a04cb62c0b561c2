using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class ReviewerRankingTests
{
    private static readonly DeploymentId Id = DeploymentId.Parse("deployment-1");

    private static readonly Candidate[] People = [.. Enumerable.Range(1, 5).Select(number => Someone($"p{number}"))];

    [Fact]
    public void The_Order_Is_The_Same_However_The_Directory_Lists_People() =>
        Assert.Equal(Rank(Id, People), Rank(Id, [.. People.Reverse()]));

    [Fact]
    public void Over_Many_Deployments_Everybody_Is_Asked_First_About_Equally_Often()
    {
        var first = Enumerable.Range(1, 1000)
            .Select(number => Rank(DeploymentId.Parse($"d{number}"), People)[0])
            .CountBy(id => id)
            .ToList();

        Assert.Equal(People.Length, first.Count);
        Assert.All(first, person => Assert.InRange(person.Value, 140, 260));
    }

    [Fact]
    public void Who_Works_Now_Comes_First_And_Who_Sleeps_Last_Whatever_Else_Speaks_For_Them()
    {
        Candidate[] candidates =
        [
            Someone("asleep", HoursIn("Asia/Tokyo")) with { IsCodeOwner = true },
            Someone("unknown") with { IsCodeOwner = true },
            Someone("at work", HoursIn("Europe/Berlin")) with { Load = new Workload(3, 5, null), IsInLine = true },
        ];

        Assert.Equal(["at work", "unknown", "asleep"], Rank(Id, candidates));
    }

    [Fact]
    public void Of_Those_Who_Work_Now_Who_Is_There_Comes_First()
    {
        Candidate[] candidates =
        [
            Present("offline", Presence.Offline) with { IsCodeOwner = true },
            Present("in a meeting", Presence.Busy) with { IsCodeOwner = true },
            Present("available", Presence.Available),
            Present("available asleep", Presence.Available, "Asia/Tokyo") with { IsCodeOwner = true },
            Present("left alone", Presence.DoNotDisturb),
        ];

        Assert.Equal(["available", "in a meeting", "offline", "left alone", "available asleep"], Rank(Id, candidates));
    }

    [Fact]
    public void Who_Reviewed_Or_Committed_Here_Comes_Before_Others_And_That_Is_Said()
    {
        var expert = Someone("expert") with { Familiarity = new Familiarity(2, Given.Noon.AddDays(-14)) };

        Assert.Equal("expert", Rank(Id, [Someone("other"), expert with { Load = new Workload(0, 2, null) }])[0]);
        Assert.Equal("other", Rank(Id, [Someone("other"), expert with { Load = new Workload(0, 4, null) }])[0]);
        Assert.Equal(
            "reviewed here 2 times within 30 days, committed here 14 days ago, was not asked this week",
            string.Join(", ", ReviewerRanking.Explain(expert, Given.Noon)));
    }

    [Fact]
    public void Code_Owners_Come_Before_Others_Until_They_Have_Much_More_To_Do()
    {
        var owner = Someone("owner") with { IsCodeOwner = true };
        var other = Someone("other");

        Assert.Equal("owner", Rank(Id, [other, owner with { Load = new Workload(0, 2, null) }])[0]);
        Assert.Equal("other", Rank(Id, [other, owner with { Load = new Workload(1, 2, null) }])[0]);
    }

    [Fact]
    public void The_Authors_Line_Comes_Last_Among_Equals() =>
        Assert.Equal(["other", "boss"], Rank(Id, [Someone("boss") with { IsInLine = true }, Someone("other")]));

    [Fact]
    public void Each_Choice_Is_Explained()
    {
        var busy = Someone("busy", HoursIn("Asia/Tokyo")) with { Load = new Workload(1, 4, null), IsCodeOwner = true, IsInLine = true };

        Assert.Equal(
            "does not work now (21:00 in Asia/Tokyo), owns changed files, is in the authors' line of management, was asked 4 times this week, one other review waits for them",
            string.Join(", ", ReviewerRanking.Explain(busy, Given.Noon)));
        Assert.Equal(
            "works now (13:00 in Europe/Berlin), was not asked this week",
            string.Join(", ", ReviewerRanking.Explain(Someone("free", HoursIn("Europe/Berlin")), Given.Noon)));
    }

    private static WorkingHours HoursIn(string zone) =>
        new(zone, [.. Enum.GetValues<DayOfWeek>()], new TimeOnly(9, 0), new TimeOnly(17, 0), []);

    private static Candidate Present(string id, Presence presence, string zone = "Europe/Berlin") =>
        new(Given.Person(id) with { Hours = HoursIn(zone), Presence = presence }, Workload.None);

    private static Candidate Someone(string id, WorkingHours? hours = null) => new(Given.Person(id) with { Hours = hours }, Workload.None);

    private static List<string> Rank(DeploymentId deployment, IReadOnlyList<Candidate> candidates) =>
        [.. ReviewerRanking.Rank(deployment, candidates, Given.Noon).Select(candidate => candidate.Person.Id)];
}
