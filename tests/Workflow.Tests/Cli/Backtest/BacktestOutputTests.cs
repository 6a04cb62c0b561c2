using System.Text.RegularExpressions;

namespace Workflow.Tests.Cli.Backtest;

/// <summary>What is written of two policies on a small history.</summary>
public sealed partial class BacktestOutputTests : IDisposable
{
    private readonly PastShop shop = new();

    public BacktestOutputTests() => shop.WriteHistory();

    [Fact]
    public async Task Text() => Approval.Verify((await CompareAsync()).Output, "txt");

    [Theory]
    [InlineData("--environment is 'prodution', which the policy", "--environment", "prodution")]
    [InlineData("--until must not be before --since", "--until", "2001-01-01")]
    public async Task What_Would_Be_Taken_For_A_Result_Is_An_Error(string expected, params string[] arguments)
    {
        var run = await shop.RunAsync(["--policy", shop.PolicyFile, .. arguments]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json() => Approval.Verify((await CompareAsync("--output", "json")).Output, "json");

    [Fact]
    public async Task Csv()
    {
        var file = Path.Combine(shop.Git.Root, "out.csv");

        await CompareAsync("--csv", file);

        Approval.Verify(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), "csv");
    }

    [Fact]
    public async Task Html()
    {
        var file = Path.Combine(shop.Git.Root, "out.html");

        await CompareAsync("--html", file);

        var page = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Approval.Verify(Rectangles().Replace(page, "/>\n<rect "), "html");
    }

    public void Dispose() => shop.Dispose();

    private async Task<GateRun> CompareAsync(params string[] arguments)
    {
        var run = await shop.RunAsync(
            ["--policy", shop.PolicyFile, "--compare", shop.StricterFile, "--people", shop.PeopleFile, .. arguments]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run;
    }

    [GeneratedRegex("/><rect ")]
    private static partial Regex Rectangles();
}
