using Microsoft.Extensions.Options;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Git;

public sealed class AllowedRootsTests : IDisposable
{
    private readonly GitSandbox git = new();

    public void Dispose() => git.Dispose();

    [Fact]
    public async Task Without_Allowed_Roots_The_Error_Says_What_To_Configure()
    {
        var problem = await RefusedAsync(git.Path);

        Assert.StartsWith("No local repository may be read.", problem.Message, StringComparison.Ordinal);
        Assert.Contains("AllowedRoots", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Repository_Itself_May_Be_The_Root()
    {
        var head = git.Commit("a.txt", "one");

        var read = await ReadAsync(git.Path, head, git.Path + "/");

        Assert.Equal(head, read);
    }

    [Theory]
    [InlineData("allowed/../service")]
    [InlineData("service")]
    [InlineData("allowed-not")]
    public async Task A_Repository_Outside_Is_Refused(string place)
    {
        Directory.CreateDirectory(Path.Combine(git.Root, "allowed"));

        var problem = await RefusedAsync(Path.Combine(git.Root, place), Path.Combine(git.Root, "allowed"));

        Assert.Contains("may not be read", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Link_That_Leads_Out_Is_Refused_And_One_That_Leads_In_Is_Followed()
    {
        var head = git.Commit("a.txt", "one");
        var allowed = Directory.CreateDirectory(Path.Combine(git.Root, "allowed")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(allowed, "out"), "../service");
        var alias = Directory.CreateSymbolicLink(Path.Combine(git.Root, "alias"), git.Root).FullName;

        var problem = await RefusedAsync(Path.Combine(allowed, "out"), allowed);
        var read = await ReadAsync(Path.Combine(alias, "service"), head, git.Path);

        Assert.Contains("may not be read", problem.Message, StringComparison.Ordinal);
        Assert.Equal(head, read);
    }

    [Theory]
    [InlineData("service")]
    [InlineData("https://example.com/service.git")]
    [InlineData("file://server/service")]
    [InlineData("")]
    public async Task A_Location_That_Is_No_Absolute_Path_Is_Refused(string location)
    {
        var problem = await RefusedAsync(location, git.Root);

        Assert.Contains("use an absolute path or a file:/// URL", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Relative_Root_Is_An_Error_At_Start()
    {
        var problem = Assert.Throws<OptionsValidationException>(() => GitRequests.ValidateAtStart(("AllowedRoots:0", "repositories")));

        Assert.Contains("must be an absolute path", problem.Message, StringComparison.Ordinal);
    }

    private static Task<ChangeUnavailableException> RefusedAsync(string location, params string[] roots) =>
        Assert.ThrowsAsync<ChangeUnavailableException>(() => ReadAsync(location, new string('a', 40), roots));

    private static Task<string> ReadAsync(string location, string head, params string[] roots) =>
        GitRequests.Source([.. roots.Select((root, index) => ($"AllowedRoots:{index}", root))])
            .GetCurrentHeadAsync(GitRequests.Request(location, null, head), TestContext.Current.CancellationToken);
}
