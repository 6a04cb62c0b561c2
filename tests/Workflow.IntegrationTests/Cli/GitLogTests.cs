using Workflow.Adapters.Git;
using Workflow.IntegrationTests.Git;

namespace Workflow.IntegrationTests.Cli;

public sealed class GitLogTests : IDisposable
{
    private readonly GitSandbox sandbox = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_What_Is_In_A_Range_And_Nothing_Else()
    {
        var first = sandbox.Commit("a.txt", "1", "First");
        const string Message = "Second\n\nA body with \"quotes\", ünïcode and\n\n\nempty lines.\n\nReviewed-by: Ada";
        var second = sandbox.Commit("a.txt", "2", Message);
        var third = sandbox.Commit("a.txt", "3", "Third");

        var commits = await ReadAsync($"{first}..main");

        Assert.Equal([third, second], commits.Select(logged => logged.Commit.Sha));
        var commit = commits[1].Commit;
        Assert.Equal(Message, commit.Message.TrimEnd('\n'));
        Assert.Equal(("Ada", "ada@example.com"), (commit.Author.Name, commit.Author.Email));
        Assert.Equal(("Build", "build@example.com"), (commit.Committer.Name, commit.Committer.Email));
        Assert.All(commits, logged => Assert.True(logged.IsWhole));
        Assert.Equal(3, (await ReadAsync("main")).Count);
        Assert.Empty(await ReadAsync("main..main"));
    }

    [Fact]
    public async Task Other_Encodings_Are_Told_As_Utf8()
    {
        sandbox.Git("config", "i18n.commitEncoding", "ISO-8859-1");
        sandbox.Git("config", "i18n.logOutputEncoding", "ISO-8859-1");
        var file = Path.Combine(sandbox.Root, "message");
        await File.WriteAllBytesAsync(file, [.. "Pr"u8, 0xFC, .. "fung"u8], Cancellation);
        sandbox.Git("commit", "--quiet", "--allow-empty", "--file", file);

        Assert.Equal("Prüfung", (await ReadAsync("HEAD"))[0].Commit.Subject);
    }

    [Fact]
    public async Task A_Note_Cannot_Pose_As_A_Commit_Or_Hide_One()
    {
        var hidden = sandbox.Commit("a.txt", "1", "Hide me\n\nCo-authored-by: Claude <noreply@anthropic.com>");
        var noted = sandbox.Commit("a.txt", "2", "Noted");
        var file = Path.Combine(sandbox.Root, "note");
        var forged = $"x\0{new string('0', 32)}\0{new string('a', 40)}\0Eve\0eve@example.com\0Eve\0eve@example.com\0Forged";
        await File.WriteAllTextAsync(file, forged, Cancellation);
        sandbox.Git("notes", "--ref=ai", "add", "-C", sandbox.Git("hash-object", "-w", file), noted);

        var commits = await ReadAsync("main");

        Assert.Equal([noted, hidden], commits.Select(logged => logged.Commit.Sha));
        Assert.Contains("Forged", commits[0].Commit.AuthorshipNote, StringComparison.Ordinal);
        Assert.Null(commits[1].Commit.AuthorshipNote);
    }

    [Fact]
    public async Task The_Repository_Cannot_Make_Git_Run_A_Program()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The trap is a shell script.");
        var mark = Path.Combine(sandbox.Root, "ran");
        var program = Path.Combine(sandbox.Root, "program.sh");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\ntouch '{mark}'\n", Cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var tree = sandbox.Git("write-tree");
        var signed = Path.Combine(sandbox.Root, "signed");
        await File.WriteAllTextAsync(
            signed,
            $"tree {tree}\nauthor A <a@example.com> 1700000000 +0000\ncommitter A <a@example.com> 1700000000 +0000\n"
            + "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ\n -----END PGP SIGNATURE-----\n\nSigned\n",
            Cancellation);
        var sha = sandbox.Git("hash-object", "-t", "commit", "-w", signed);
        foreach (var name in new[] { "gpg.program", "core.pager", "core.fsmonitor", "diff.external" })
        {
            sandbox.Git("config", name, program);
        }

        sandbox.Git("config", "log.showSignature", "true");
        sandbox.Git("log", sha);
        Assert.True(File.Exists(mark), "The trap must work.");
        File.Delete(mark);

        Assert.Equal("Signed", Assert.Single(await ReadAsync(sha)).Commit.Subject);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task Replaced_Commits_Are_Read_As_They_Are()
    {
        var real = sandbox.Commit("a.txt", "1", "Real\n\nCo-authored-by: Claude <noreply@anthropic.com>");
        var other = sandbox.Git("commit-tree", "-m", "Innocent", sandbox.Git("write-tree"));
        sandbox.Git("replace", real, other);

        Assert.Equal("Real", Assert.Single(await ReadAsync("main")).Commit.Subject);
    }

    [Theory]
    [InlineData("--output=../written")]
    [InlineData("-p")]
    [InlineData("")]
    [InlineData("main\n--all")]
    [InlineData("..main")]
    [InlineData("^main")]
    [InlineData("nowhere..main")]
    [InlineData("main..nowhere")]
    [InlineData("main --all")]
    [InlineData("main:a.txt")]
    public async Task What_Is_No_Range_Is_Refused_With_What_To_Do(string range)
    {
        sandbox.Commit("a.txt", "1");

        var refusal = await Assert.ThrowsAsync<GitLogException>(() => ReadAsync(range));

        Assert.Contains("A..B", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(sandbox.Root, "written")));
    }

    [Fact]
    public async Task A_Range_With_Its_Ends_Swapped_Is_Refused()
    {
        var first = sandbox.Commit("a.txt", "1");
        sandbox.Commit("a.txt", "2");

        var refusal = await Assert.ThrowsAsync<GitLogException>(() => ReadAsync($"main..{first}"));

        Assert.Contains("the older commit first", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Folder_Without_A_Repository_Is_Named()
    {
        var folder = Directory.CreateTempSubdirectory("no-repository-");
        try
        {
            var none = await Assert.ThrowsAsync<GitLogException>(() => ReadAsync("A..B", folder.FullName));
            Assert.Contains($"no git repository in '{folder.FullName}'", none.Message, StringComparison.Ordinal);

            var missing = await Assert.ThrowsAsync<GitLogException>(() => ReadAsync("A..B", "/no/such/folder"));
            Assert.Contains("no folder '/no/such/folder'", missing.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete();
        }
    }

    [Fact]
    public async Task A_Missing_Object_Is_A_Failure_And_Not_The_End()
    {
        var first = sandbox.Commit("a.txt", "1", "First");
        sandbox.Commit("a.txt", "2", "Second");
        var lost = Path.Combine(sandbox.Path, ".git", "objects", first[..2], first[2..]);
        File.SetAttributes(lost, FileAttributes.Normal);
        File.Delete(lost);

        var failure = await Assert.ThrowsAsync<GitLogException>(() => ReadAsync("main"));

        Assert.Contains("to its end", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Shallow_Clone_Says_That_Commits_May_Be_Missing()
    {
        sandbox.Commit("a.txt", "1", "First");
        sandbox.Commit("a.txt", "2", "Second");
        var shallow = Path.Combine(sandbox.Root, "shallow");
        sandbox.Git("clone", "--quiet", "--depth=1", $"file://{sandbox.Path}", shallow);

        Assert.Null(await new GitLog(sandbox.Path).FindDefectAsync(Cancellation));
        Assert.Contains("shallow", await new GitLog(shallow).FindDefectAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_Traces_Are_Read_At_The_Head_Of_The_Range()
    {
        var first = sandbox.Commit("a.txt", "1", "First");
        sandbox.Commit(".agent-trace/traces.jsonl", "{\"version\":\"0.1.0\"}\n", "Traced");
        var log = new GitLog(sandbox.Path);

        Assert.Equal("{\"version\":\"0.1.0\"}", await log.ReadAgentTracesAsync($"{first}..main", Cancellation));
        Assert.Equal("{\"version\":\"0.1.0\"}", await log.ReadAgentTracesAsync($"{first}..", Cancellation));
        Assert.Null(await log.ReadAgentTracesAsync(first, Cancellation));
    }

    [Fact]
    public async Task Whoever_Has_Read_Enough_May_Stop()
    {
        for (var i = 0; i < 3; i++)
        {
            sandbox.Commit("a.txt", $"{i}", $"Commit {i}");
        }

        await foreach (var logged in new GitLog(sandbox.Path).ReadAsync("main", Cancellation))
        {
            Assert.Equal("Commit 2", logged.Commit.Subject);
            break;
        }
    }

    public void Dispose() => sandbox.Dispose();

    private async Task<List<LoggedCommit>> ReadAsync(string range, string? folder = null) =>
        await new GitLog(folder ?? sandbox.Path).ReadAsync(range, Cancellation).ToListAsync(Cancellation);
}
