using System.Text.Json;
using Workflow.Adapters.Git;
using Workflow.Cli.Commands;
using Workflow.Cli.Terminal;
using Workflow.IntegrationTests.Git;

namespace Workflow.IntegrationTests.Cli;

/// <summary>Policies on a real history.</summary>
public sealed class BacktestTests : IDisposable
{
    private const string Policy = """
        name: Shop
        environments: { production: { protected: true } }
        ladders: { short: [{ step: ask, ask: senior, wait: 1h }] }
        default: { approvals: 1, level: senior, ladder: short }
        rules:
          - name: code by hand
            if: { provenance: none }
            then: release
        """;

    private static readonly DateTimeOffset Since = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly GitSandbox sandbox = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Merge_Holds_The_Commits_That_It_Brings_And_What_They_Change()
    {
        sandbox.Commit("a.txt", "1", "First");
        sandbox.Git("switch", "--quiet", "--create", "side");
        var side = sandbox.Commit("b.txt", "1\n2\n", "Side");
        sandbox.Git("switch", "--quiet", "main");
        sandbox.Commit("a.txt", "2", "Second");
        sandbox.Git("merge", "--quiet", "--no-ff", "--message", "Merge", "side");
        var merge = sandbox.Git("rev-parse", "HEAD");

        var history = await ReadAsync(DeploymentMark.Merges);

        Assert.Equal(3, history.Count);
        var merged = Assert.Single(history, one => one.Changes.Range.Head == merge);
        Assert.Equal([merge, side], merged.Changes.Commits.Select(commit => commit.Sha));
        var file = Assert.Single(merged.Changes.Files);
        Assert.Equal(("b.txt", 2, 0), (file.Path, file.AddedLines, file.DeletedLines));
        Assert.All(history.Where(one => one != merged), one => Assert.Single(one.Changes.Commits));
    }

    [Fact]
    public async Task A_Tag_Holds_All_Since_The_Tag_Before_And_What_Is_Not_Tagged_Is_Not_Deployed()
    {
        sandbox.Commit("a.txt", "1", "First");
        sandbox.Git("tag", "v1");
        sandbox.Commit("b.txt", "1", "Second");
        sandbox.Commit("c.txt", "1", "Third");
        sandbox.Git("tag", "--annotate", "--message", "Two", "v2");
        sandbox.Commit("d.txt", "1", "Fourth");

        var history = await ReadAsync(DeploymentMark.Tags);

        Assert.Equal(["v1", "v2"], history.Select(one => one.Name).Order());
        var second = history.Single(one => one.Name == "v2");
        Assert.Equal(["b.txt", "c.txt"], second.Changes.Files.Select(file => file.Path).Order());
        Assert.Equal(2, second.Changes.Commits.Count);
    }

    [Fact]
    public async Task Two_Policies_Are_Compared_And_Written_To_Files()
    {
        sandbox.Commit("a.txt", "1", "First");
        sandbox.Commit("a.txt", "2", "Second\n\nCo-authored-by: Claude <noreply@anthropic.com>");
        var policy = Write("policy.yaml", Policy);
        var stricter = Write("stricter.yaml", Policy[..Policy.IndexOf("rules:", StringComparison.Ordinal)]);
        var (csv, html) = (Path.Combine(sandbox.Root, "out.csv"), Path.Combine(sandbox.Root, "out.html"));
        using var output = new MemoryStream();
        var streams = new StandardStreams(() => Stream.Null, () => output, TextWriter.Null);

        var exitCode = await GateCommand.Parse(
            streams,
            [
                "policy", "backtest", "--repo", sandbox.Path, "--since", "2026-01-01", "--policy", policy, "--compare", stricter,
                "--csv", csv, "--html", html, "--output", "json",
            ]).InvokeAsync(cancellationToken: Cancellation);

        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output.ToArray());
        var root = json.RootElement;
        Assert.Equal(2, root.GetProperty("deployments").GetInt32());
        Assert.Equal(1, root.GetProperty("differences").GetInt32());
        Assert.Equal([1, 0], root.GetProperty("policies").EnumerateArray().Select(one => one.GetProperty("released").GetInt32()));
        Assert.Equal(3, (await File.ReadAllLinesAsync(csv, Cancellation)).Length);
        Assert.Contains("<svg", await File.ReadAllTextAsync(html, Cancellation), StringComparison.Ordinal);
    }

    public void Dispose() => sandbox.Dispose();

    private async Task<List<PastDeployment>> ReadAsync(DeploymentMark mark)
    {
        List<PastDeployment> found = [];
        await foreach (var one in new DeploymentHistory(sandbox.Path).ReadAsync(Since, until: null, mark, Cancellation))
        {
            found.Add(one);
        }

        return found;
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(sandbox.Root, name);
        File.WriteAllText(path, content);
        return path;
    }
}
