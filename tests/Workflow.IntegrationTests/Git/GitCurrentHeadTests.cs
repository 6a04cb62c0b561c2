using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Git;

public sealed class GitCurrentHeadTests : IDisposable
{
    private readonly GitSandbox git = new();

    public void Dispose() => git.Dispose();

    [Theory]
    [InlineData("main")]
    [InlineData("refs/heads/main")]
    public async Task A_Branch_That_Moved_Tells_Its_New_Head(string name)
    {
        var asked = git.Commit("a.txt", "one");
        var moved = git.Commit("a.txt", "two");

        var head = await ReadAsync(asked, name);

        Assert.Equal(moved, head);
    }

    [Fact]
    public async Task An_Annotated_Tag_Stands_For_Its_Commit()
    {
        var tagged = git.Commit("a.txt", "one");
        git.Git("tag", "--annotate", "v1.0", "--message", "One");
        git.Commit("a.txt", "two");

        var head = await ReadAsync(tagged, "v1.0");

        Assert.Equal(tagged, head);
    }

    [Fact]
    public async Task A_Name_Of_A_Branch_And_A_Tag_That_Differ_Is_Refused()
    {
        var asked = git.Commit("a.txt", "one");
        git.Git("tag", "main");
        git.Commit("a.txt", "two");

        var problem = await Assert.ThrowsAsync<ChangeUnavailableException>(() => ReadAsync(asked, "main"));

        Assert.Contains("Send the full name: refs/heads/main or refs/tags/main", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("main~1")]
    [InlineData("main^{commit}")]
    [InlineData("../main")]
    [InlineData("")]
    public async Task A_Name_That_Is_No_Branch_And_No_Tag_Is_Refused(string name)
    {
        git.Commit("a.txt", "one");
        var asked = git.Commit("a.txt", "two");

        var problem = await Assert.ThrowsAsync<ChangeUnavailableException>(() => ReadAsync(asked, name));

        Assert.StartsWith($"The ref '{name}' no longer exists", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_A_Ref_The_Head_Is_Returned_While_It_Exists()
    {
        var asked = git.Commit("a.txt", "one");

        var head = await ReadAsync(asked.ToUpperInvariant(), null);
        var problem = await Assert.ThrowsAsync<ChangeUnavailableException>(() => ReadAsync(new string('b', 40), null));

        Assert.Equal(asked, head);
        Assert.StartsWith("The head commit bbbb", problem.Message, StringComparison.Ordinal);
    }

    private Task<string> ReadAsync(string head, string? name) => GitRequests.Source(("AllowedRoots:0", git.Root))
        .GetCurrentHeadAsync(GitRequests.Request(git.Path, null, head, name), TestContext.Current.CancellationToken);
}
