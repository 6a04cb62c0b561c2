using Workflow.Adapters.Git;
using Workflow.Core.Deployments;
using Workflow.IntegrationTests.Git;

namespace Workflow.Tests.Cli.Backtest;

/// <summary>Deployments of a history hold what the gate would have read of the same commits.</summary>
public sealed class PastDeploymentTests : IDisposable
{
    private static readonly DateTimeOffset Since = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PastShop shop = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_Holds_What_The_Gate_Reads_Of_The_Same_Range()
    {
        shop.WriteHistory();
        shop.Git.Commit("docs/CODEOWNERS", "* @example/shop\n", "Say who owns the rest");
        var source = GitRequests.Source(("AllowedRoots:0", shop.Git.Root));

        foreach (var past in (await ReadAsync(DeploymentMark.Merges)).Where(one => one.Changes.Range.Base is not null))
        {
            var range = past.Changes.Range;
            var read = await source.GetChangeSetAsync(GitRequests.Request(shop.Git.Path, range.Base, range.Head), Cancellation);

            Assert.Equal(read.Files.OrderBy(file => file.Path, StringComparer.Ordinal), past.Changes.Files);
            Assert.Equal(read.Commits.Select(commit => commit.Sha).Order(), past.Changes.Commits.Select(commit => commit.Sha).Order());
            Assert.Equal(read.CodeOwners, past.CodeOwners is { } id ? shop.Git.Git("cat-file", "blob", id) + "\n" : null);
        }
    }

    [Fact]
    public async Task Between_Two_Tags_Only_The_Ends_Count()
    {
        shop.Git.Commit("a.txt", "1", "First");
        shop.Git.Git("tag", "v1");
        shop.Git.Commit("passing.txt", "1", "Try something");
        shop.Git.Commit("b.txt", "1", "Begin");
        shop.Git.Commit("b.txt", "2", "Go on");
        shop.Git.Git("rm", "--quiet", "passing.txt", "a.txt");
        shop.Git.CommitAll("Give it up");
        shop.Git.Git("tag", "v2");

        var second = (await ReadAsync(DeploymentMark.Tags)).Single(one => one.Name == "v2");

        Assert.Equal(
            [("a.txt", FileChangeKind.Deleted), ("b.txt", FileChangeKind.Added)],
            second.Changes.Files.Select(file => (file.Path, file.Kind)));
    }

    [Fact]
    public async Task A_Change_Does_Not_Appoint_Its_Own_Owners()
    {
        shop.Git.Commit("a.txt", "1", "First");
        shop.Git.Commit("CODEOWNERS", "* @mallory\n", "Own it all");
        shop.Git.Commit("a.txt", "2", "Second");

        var owners = (await ReadAsync(DeploymentMark.Merges)).Select(one => one.CodeOwners is not null);

        Assert.Equal([true, false, false], owners);
    }

    [Fact]
    public async Task Links_And_Submodules_Have_No_Content()
    {
        File.CreateSymbolicLink(Path.Combine(shop.Git.Path, "deploy.yaml"), "elsewhere.yaml");
        shop.Git.CommitAll("Link it");

        var linked = Assert.Single(await ReadAsync(DeploymentMark.Merges));

        Assert.Equal(new PastContent(null, null), linked.Contents["deploy.yaml"]);
    }

    public void Dispose() => shop.Dispose();

    private async Task<List<PastDeployment>> ReadAsync(DeploymentMark mark)
    {
        List<PastDeployment> found = [];
        await foreach (var one in new DeploymentHistory(shop.Git.Path).ReadAsync(Since, until: null, mark, Cancellation))
        {
            found.Add(one);
        }

        return found;
    }
}
