using Workflow.LocalHost.Demo;
using Workflow.LocalHost.Demo.Gates;
using static Workflow.Tests.Demo.SampleTarget;

namespace Workflow.Tests.Demo;

public sealed class TargetWordsTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TooLong = TargetWords.StandstillLimit + TimeSpan.FromSeconds(1);
    private static readonly AskedStatus Reached = new("Grace Hopper", "1", Delivered: true, Now, Now);
    private static readonly AskedStatus NotReached = new("Barbara Liskov", "2", Delivered: false, Now, Now);

    private readonly SampleTarget target = new();

    [Theory]
    [InlineData(null, "is not judged")]
    [InlineData("received", "is not judged")]
    [InlineData("waiting", "nobody is asked")]
    [InlineData("reporting", "cannot tell the pipeline")]
    public void A_Deployment_That_Stands_Still_Is_Explained_And_Not_Before_Its_Time(string? state, string words)
    {
        Assert.Contains(words, Explain(Row(state), TooLong), StringComparison.Ordinal);
        Assert.Null(Explain(Row(state), TargetWords.StandstillLimit));
    }

    [Fact]
    public void A_Card_That_Does_Not_Come_Is_Explained_And_Not_Before_Its_Time()
    {
        var row = Row("waiting", Now, Reached, NotReached);

        Assert.Contains("Barbara Liskov is asked about demo-1, but no card came", Explain(row, TooLong), StringComparison.Ordinal);
        Assert.Null(Explain(row, TargetWords.StandstillLimit));
    }

    [Fact]
    public void A_Step_That_Does_Not_End_Is_Explained_And_Not_Before_Its_Time()
    {
        Assert.Contains("its timers stand still", Explain(Row("waiting", Now - TooLong, Reached), TooLong), StringComparison.Ordinal);
        Assert.Null(Explain(Row("waiting", Now - TargetWords.StandstillLimit, Reached), TooLong));
    }

    [Fact]
    public void A_Reviewer_May_Take_The_Time_That_The_Ladder_Gives()
    {
        var waiting = Row("waiting", Now.AddMinutes(3), Reached);

        Assert.Null(Explain(waiting, TimeSpan.FromMinutes(4)));
    }

    [Fact]
    public void What_Waiting_Does_Not_Mend_Is_Said_At_Once()
    {
        var refused = Row("waiting", Now, NotReached with { Undeliverable = "BotNotInConversationRoster" });

        Assert.Contains("BotNotInConversationRoster", Explain(refused, TimeSpan.Zero), StringComparison.Ordinal);
        Assert.Contains("cannot tell the pipeline", Explain(Row("unreported"), TimeSpan.Zero), StringComparison.Ordinal);
    }

    [Fact]
    public void The_Stand_Ins_Listen_Where_The_Gate_Looks_For_Them_And_Not_Where_It_Listens_Itself()
    {
        var settings = target.Prepare();

        Assert.Null(TargetWords.FindMistake(Gate, null, settings, null));
        Assert.Null(TargetWords.FindMistake(Gate, StandIns, settings, null));
        Assert.Contains("that is the gate's address", TargetWords.FindMistake(StandIns, null, settings, null), StringComparison.Ordinal);
        Assert.Contains("demo settings --url http://127.0.0.1:9", TargetWords.FindMistake(Gate, new("http://127.0.0.1:9"), settings, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://gate.example.com", true)]
    [InlineData("https://gate.example.com", false)]
    [InlineData("http://127.0.0.1:7071", false)]
    public void A_Token_Is_Not_Sent_Where_Others_Could_Read_It(string gate, bool refused)
    {
        var mistake = TargetWords.FindMistake(new Uri(gate), null, target.Prepare(), "secret-token");

        Assert.Equal(refused, mistake is not null);
        Assert.DoesNotContain("secret-token", mistake ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_Gate_On_Another_Machine_Is_Warned_Of_And_A_Prepared_One_On_This_Is_Not()
    {
        var settings = target.Prepare();

        Assert.Empty(TargetWords.Warnings(Gate, settings));
        Assert.Contains(TargetWords.Warnings(new("https://gate.example.com"), settings), warning => warning.Contains("on another machine", StringComparison.Ordinal));
        Assert.Contains("links in cards", Assert.Single(TargetWords.Warnings(new("http://127.0.0.1:8080"), settings)), StringComparison.Ordinal);
    }

    public void Dispose() => target.Dispose();

    private static string? Explain(DemoRow row, TimeSpan unchanged) => TargetWords.FindHindrance(row, unchanged, Now, Gate, StandIns);
}
