using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.Teams.Connector;

namespace Workflow.Tests.Adapters.Teams;

public sealed class ConversationPaceTests
{
    private static readonly (int Count, TimeSpan Window)[] PerConversation =
    [
        (7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1800, TimeSpan.FromHours(1)),
    ];

    private static readonly (int Count, TimeSpan Window)[] OverAll = [(30, TimeSpan.FromSeconds(1))];

    /// <summary>Bursts: to which conversation, how many calls, and after how many milliseconds.</summary>
    private static readonly Gen<(int Conversation, int Calls, int After)[]> Bursts =
        Gen.Select(Gen.Int[0, 12], Gen.Int[1, 40], Gen.Frequency((3, Gen.Int[0, 400]), (1, Gen.Int[0, 40_000])))
            .Select((conversation, calls, after) => (conversation, calls, after)).Array[1, 25];

    private static readonly Gen<(int Conversation, int Calls, int After)[]> FewBursts =
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 40], Gen.Int[0, 3000])
            .Select((conversation, calls, after) => (conversation, calls, after)).Array[1, 4];

    [Fact]
    public void No_Schedule_Breaks_A_Limit_Of_A_Conversation_Or_Of_The_App() => Bursts.Sample(
        bursts =>
        {
            var made = Play(bursts);

            Assert.All(
                made.Where(one => one.Conversation is not null).GroupBy(one => one.Conversation),
                conversation => Assert.True(Keeps([.. conversation.Select(one => one.At)], PerConversation)));
            Assert.True(Keeps([.. made.Select(one => one.At)], OverAll));
        },
        iter: 400);

    [Fact]
    public void No_Call_Could_Have_Been_Made_Earlier() => FewBursts.Sample(
        bursts =>
        {
            List<(string? Conversation, DateTimeOffset At)> before = [];
            foreach (var (conversation, asked, at) in Ask(bursts))
            {
                // Room for a call begins where a window that began with another call ends.
                var earlier = before.SelectMany(one => OverAll.Concat(PerConversation).Select(limit => one.At + limit.Window))
                    .Append(asked).Where(moment => moment >= asked && moment < at).Distinct();
                Assert.DoesNotContain(earlier, moment =>
                    Keeps([.. before.Select(one => one.At), moment], OverAll)
                    && (conversation is null || Keeps(
                        [.. before.Where(one => one.Conversation == conversation).Select(one => one.At), moment], PerConversation)));
                before.Add((conversation, at));
            }
        },
        iter: 60);

    [Fact]
    public void A_Lone_Call_Waits_For_Nothing()
    {
        var time = new FakeTimeProvider();
        var pace = new ConversationPace(time);

        foreach (var _ in Enumerable.Range(0, 2000))
        {
            Assert.Equal(TimeSpan.Zero, pace.Reserve("a"));
            time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public void A_Conversation_That_Is_Far_Behind_Delays_No_Other()
    {
        var pace = new ConversationPace(new FakeTimeProvider());
        var last = Enumerable.Range(0, 500).Select(_ => pace.Reserve("busy")).ToList()[^1];

        Assert.True(last > TimeSpan.FromMinutes(3), $"{last}");
        Assert.Equal(TimeSpan.Zero, pace.Reserve("quiet"));
        Assert.Equal(TimeSpan.Zero, pace.Reserve(null));
    }

    [Fact]
    public void Far_Reservations_Hide_No_Calls_Of_Now()
    {
        var pace = new ConversationPace(new FakeTimeProvider());
        Assert.All(Enumerable.Range(0, 29), number => Assert.Equal(TimeSpan.Zero, pace.Reserve($"quiet {number / 5}")));
        foreach (var _ in Enumerable.Range(0, 100))
        {
            pace.Reserve("busy");
        }

        Assert.Equal(TimeSpan.FromSeconds(1), pace.Reserve("late"));
    }

    [Fact]
    public void The_Hour_Is_Kept_To_Its_Last_Call()
    {
        var time = new FakeTimeProvider();
        var pace = new ConversationPace(time);
        foreach (var _ in Enumerable.Range(0, 1800))
        {
            time.Advance(pace.Reserve("a") + TimeSpan.FromMilliseconds(500));
        }

        var first = time.Start;

        Assert.Equal(first + TimeSpan.FromHours(1), time.GetUtcNow() + pace.Reserve("a"));
    }

    [Fact]
    public void Conversations_That_Ended_Are_Forgotten()
    {
        var time = new FakeTimeProvider();
        var pace = new ConversationPace(time);
        foreach (var number in Enumerable.Range(0, 50))
        {
            pace.Reserve($"{number}");
        }

        time.Advance(TimeSpan.FromHours(2));
        pace.Reserve("a");

        Assert.Equal(1, pace.Kept);
    }

    private static List<(string? Conversation, DateTimeOffset At)> Play((int, int, int)[] bursts) =>
        [.. Ask(bursts).Select(one => (one.Conversation, one.At))];

    /// <summary>When each call was asked for and when it may be made; conversation 0 is none.</summary>
    private static IEnumerable<(string? Conversation, DateTimeOffset Asked, DateTimeOffset At)> Ask((int, int, int)[] bursts)
    {
        var time = new FakeTimeProvider();
        var pace = new ConversationPace(time);
        foreach (var (number, calls, after) in bursts)
        {
            time.Advance(TimeSpan.FromMilliseconds(after));
            var conversation = number == 0 ? null : $"{number}";
            foreach (var _ in Enumerable.Range(0, calls))
            {
                var wait = pace.Reserve(conversation);
                Assert.True(wait >= TimeSpan.Zero);
                yield return (conversation, time.GetUtcNow(), time.GetUtcNow() + wait);
            }
        }
    }

    private static bool Keeps(DateTimeOffset[] moments, (int Count, TimeSpan Window)[] limits)
    {
        Array.Sort(moments);
        return limits.All(limit => Enumerable.Range(0, Math.Max(0, moments.Length - limit.Count))
            .All(index => moments[index + limit.Count] - moments[index] >= limit.Window));
    }
}
