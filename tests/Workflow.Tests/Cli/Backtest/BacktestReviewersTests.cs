using System.Text.Json;

namespace Workflow.Tests.Cli.Backtest;

/// <summary>Who could have reviewed a history.</summary>
public sealed class BacktestReviewersTests : IDisposable
{
    private readonly PastShop shop = new();

    [Fact]
    public async Task Who_Set_The_Agent_To_Work_Does_Not_Review_It()
    {
        shop.Commit(PastShop.Agent, "a.txt", "1", "Build it");

        // Ada committed it, Bob is no senior, and Linus operates the agent.
        Assert.Equal(["Grace"], await ReviewersAsync("default: { approvals: 1, level: senior, ladder: short }"));
    }

    [Fact]
    public async Task Only_People_With_The_Role_Or_Level_Of_A_Step_Are_Asked()
    {
        shop.Git.Commit("a.txt", "1", "First");

        Assert.Equal(["Grace"], await ReviewersAsync("default: { approvals: 1, level: principal, ladder: short }"));
    }

    [Fact]
    public async Task A_Review_That_Could_Never_Be_Given_Blocks()
    {
        shop.Git.Commit("a.txt", "1", "First");
        var policy = Policy("default: { approvals: 1, level: senior, ladder: short, team: lawyers }");

        var run = await shop.RunAsync("--policy", policy, "--people", shop.PeopleFile, "--output", "json");

        var one = Summary(run);
        Assert.Equal((1, 1), (one.GetProperty("blocked").GetInt32(), one.GetProperty("impossible").GetInt32()));
        Assert.Contains("somebody of the team 'lawyers'", one.GetProperty("defect").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_People_Nothing_Is_Called_Impossible()
    {
        shop.Git.Commit("a.txt", "1", "First");

        var run = await shop.RunAsync(
            "--policy", Policy("default: { approvals: 1, level: senior, ladder: short, team: lawyers }"), "--output", "json");

        var one = Summary(run);
        Assert.Equal(1, one.GetProperty("reviewed").GetInt32());
        Assert.Equal(0, one.GetProperty("impossible").GetInt32());
    }

    [Fact]
    public async Task An_Owner_Of_Changed_Files_Is_Found_By_The_File_Of_The_Time()
    {
        const string Demand = "default: { approvals: 1, level: senior, ladder: short, code-owner: true }";
        shop.Git.Commit("CODEOWNERS", "*.txt linus@example.com\n", "Say who owns it");
        shop.Git.Commit("a.txt", "1", "First");

        var run = await shop.RunAsync("--policy", Policy(Demand), "--people", shop.PeopleFile, "--output", "json");

        // The first commit changes a file without an owner, by a file that holds at its head for want of a base.
        var one = Summary(run);
        Assert.Equal((1, 1), (one.GetProperty("reviewed").GetInt32(), one.GetProperty("impossible").GetInt32()));
        Assert.Equal("Linus", one.GetProperty("people")[0].GetProperty("name").GetString());
        Assert.Equal(1, one.GetProperty("people")[0].GetProperty("approvalsAtEqualShares").GetDouble());
    }

    public void Dispose() => shop.Dispose();

    private static JsonElement Summary(GateRun run) => JsonDocument.Parse(run.Output).RootElement.GetProperty("policies")[0];

    private async Task<IEnumerable<string?>> ReviewersAsync(string demand)
    {
        var run = await shop.RunAsync("--policy", Policy(demand), "--people", shop.PeopleFile, "--output", "json");
        return Summary(run).GetProperty("people").EnumerateArray().Select(one => one.GetProperty("name").GetString()).Order();
    }

    private string Policy(string demand) => shop.Write(
        "reviewers.yaml",
        $$"""
        name: Reviewers
        environments: { production: { protected: true } }
        ladders: { short: [{ step: ask, ask: senior, wait: 1h }] }
        {{demand}}
        """);
}
