using System.Diagnostics;

namespace Workflow.IntegrationTests.Git;

/// <summary>A real repository in a temporary folder, written with the git program.</summary>
public sealed class GitSandbox : IDisposable
{
    private int minutes;

    public GitSandbox()
    {
        Directory.CreateDirectory(Path);
        Git("init", "--quiet", "--initial-branch=main");
    }

    /// <summary>The folder that holds the repository, and the only thing in it.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("workflow-git-").FullName;

    public string Path => System.IO.Path.Combine(Root, "service");

    /// <summary>Writes a file and commits it, one minute after the commit before.</summary>
    /// <returns>The commit's id.</returns>
    public string Commit(string file, string content, string message = "Change a file")
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return CommitAll(message);
    }

    /// <summary>Commits the work tree as it is, one minute after the commit before.</summary>
    public string CommitAll(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--message", message);
        return Git("rev-parse", "HEAD");
    }

    public string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var at = $"2026-01-05T08:{minutes++ % 60:00}:00Z";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_AUTHOR_NAME"] = "Ada";
        start.Environment["GIT_AUTHOR_EMAIL"] = "ada@example.com";
        start.Environment["GIT_AUTHOR_DATE"] = at;
        start.Environment["GIT_COMMITTER_NAME"] = "Build";
        start.Environment["GIT_COMMITTER_EMAIL"] = "build@example.com";
        start.Environment["GIT_COMMITTER_DATE"] = at;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {errors.Result}");
    }

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(Root, recursive: true);
    }
}
