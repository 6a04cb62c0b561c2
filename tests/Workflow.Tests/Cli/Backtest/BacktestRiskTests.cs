namespace Workflow.Tests.Cli.Backtest;

/// <summary>What rules on findings see of a history.</summary>
public sealed class BacktestRiskTests : IDisposable
{
    private const string Head = """
        name: Risk
        environments: { production: { protected: true } }
        ladders: { short: [{ step: ask, ask: senior, wait: 1h }] }
        default: { approvals: 1, level: senior, ladder: short }

        """;

    private const string ReleasesTheHarmless = Head + """
        rules:
          - name: harmless
            if: { irreversible: no }
            then: release
        """;

    private const string BlocksTheHarmful = Head + """
        rules:
          - name: harmful
            if: { irreversible: yes }
            then: block
          - name: anything
            if: { provenance: none }
            then: release
        """;

    private readonly PastShop shop = new();

    [Fact]
    public async Task A_Migration_That_Loses_Data_Is_Found_In_What_It_Adds()
    {
        shop.Git.Commit("migrations/1.sql", "CREATE TABLE orders (id int);\n", "Keep orders");
        shop.Git.Commit("migrations/1.sql", "CREATE TABLE orders (id int);\nDROP TABLE drafts;\n", "Drop the drafts");
        shop.Git.Commit("src/a.txt", "1", "Say something");

        Assert.Equal(
            [("none", "release"), ("critical", "block"), ("none", "release")],
            await JudgeAsync(BlocksTheHarmful));
    }

    [Fact]
    public async Task What_Was_Dropped_Before_Is_No_New_Loss()
    {
        shop.Git.Commit("cleanup.sql", "DROP TABLE drafts;\n", "Drop the drafts");
        shop.Git.Commit("cleanup.sql", "-- Nobody used them.\nDROP TABLE drafts;\n", "Say why");

        var judged = await JudgeAsync(BlocksTheHarmful);

        Assert.Equal(["release", "block"], judged.Select(one => one.Verdict));
    }

    [Fact]
    public async Task What_Is_Not_Looked_At_Is_Unknown_And_Never_Harmless()
    {
        shop.Git.Commit("migrations/1.sql", "CREATE TABLE orders (id int);\n", "Keep orders");
        shop.Git.Commit("src/a.txt", "1", "Say something");

        var released = await JudgeAsync(ReleasesTheHarmless, "--risk-megabytes", "0");
        var blocked = await JudgeAsync(BlocksTheHarmful, "--risk-megabytes", "0");

        Assert.Equal([("none", "release"), ("unknown", "require-review")], released);
        Assert.Equal([("none", "release"), ("unknown", "block")], blocked);
    }

    [Fact]
    public async Task What_Is_Not_Looked_At_Is_Said()
    {
        shop.Git.Commit("migrations/1.sql", "CREATE TABLE orders (id int);\n", "Keep orders");

        var run = await shop.RunAsync("--policy", shop.PolicyFile, "--risk-megabytes", "0");

        Assert.Contains(
            "The risk of 1 deployment: changed files are read up to 0 MB (--risk-megabytes)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_File_That_Is_Too_Large_To_Be_Read_Is_A_Finding()
    {
        shop.Git.Commit("migrations/1.sql", $"-- {new string('x', 5 * 1024 * 1024)}\n", "Write a long comment");
        shop.Git.Commit("src/a.txt", "1", "Say something");
        shop.Git.Commit("migrations/2.sql", "CREATE TABLE orders (id int);\n", "Keep orders");

        Assert.Equal([("none", "release"), ("none", "release"), ("high", "block")], await JudgeAsync(BlocksTheHarmful));
    }

    [Fact]
    public async Task A_Shallow_Clone_Is_Said_To_Be_One()
    {
        shop.Git.Commit("a.txt", "1", "First");
        shop.Git.Commit("a.txt", "2", "Second");
        var clone = Path.Combine(shop.Git.Root, "clone");
        shop.Git.Git("clone", "--quiet", "--depth", "1", new Uri(shop.Git.Path).AbsoluteUri, clone);

        var run = await GateProgram.RunAsync(
            "", "policy", "backtest", "--repo", clone, "--since", "2026-01-01", "--policy", shop.PolicyFile);

        Assert.Contains("is a shallow clone", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => shop.Dispose();

    /// <returns>The newest first.</returns>
    private async Task<IReadOnlyList<(string Risk, string Verdict)>> JudgeAsync(string policy, params string[] arguments)
    {
        var file = Path.Combine(shop.Git.Root, "out.csv");
        var run = await shop.RunAsync(["--policy", shop.Write("risk.yaml", policy), "--csv", file, .. arguments]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        var columns = lines[0].Split(',').ToList();
        return
        [
            .. lines.Skip(1)
                .Select(line => line.Split(','))
                .Select(cells => (cells[columns.IndexOf("risk")], cells[columns.IndexOf("verdict")])),
        ];
    }
}
