using System.Diagnostics;
using LibGit2Sharp;
using Workflow.Core.Deployments;
using Commit = LibGit2Sharp.Commit;

namespace Workflow.LocalHost.Demo;

/// <summary>The git repository that the demo deploys from: a new one, or a clone that shares the objects of an existing one.</summary>
internal sealed class DemoRepository : IDisposable
{
    private readonly Repository repository;

    private DemoRepository(string folder)
    {
        Folder = folder;
        repository = new Repository(folder);
    }

    /// <summary>The bare repository's absolute path.</summary>
    public string Folder { get; }

    public static DemoRepository Create(string folder) => new(Repository.Init(folder, isBare: true));

    /// <summary>A bare clone, so that nothing is ever written to the user's own repository.</summary>
    /// <exception cref="DemoException">The path is no git repository, or git is not installed.</exception>
    public static async Task<DemoRepository> CloneAsync(string source, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["clone", "--quiet", "--shared", "--bare", "--", Path.GetFullPath(source), folder])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var git = Process.Start(start)!;
            var errors = await git.StandardError.ReadToEndAsync(cancellationToken);
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0
                ? new DemoRepository(folder)
                : throw new DemoException($"--repo {source}: git cannot clone it: {errors.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new DemoException("git is not installed or not on the PATH; --repo needs it.");
        }
    }

    /// <summary>Adds a commit on top of the last one, under a tag of its own.</summary>
    /// <returns>The range from the commit before it, and the tag that the pipeline would deploy.</returns>
    public (CommitRange Range, string Ref) Add(DemoCommit commit)
    {
        var tip = repository.Head.Tip;
        var tree = tip is null ? new TreeDefinition() : TreeDefinition.From(tip);
        foreach (var (path, content) in commit.Files)
        {
            if (content is null)
            {
                tree.Remove(path);
            }
            else
            {
                using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
                tree.Add(path, repository.ObjectDatabase.CreateBlob(bytes), Mode.NonExecutableFile);
            }
        }

        var signature = new Signature(commit.Author.Name, commit.Author.Email, DateTimeOffset.UnixEpoch.AddYears(56));
        Commit[] parents = tip is null ? [] : [tip];
        var made = repository.ObjectDatabase.CreateCommit(
            signature, signature, commit.Message, repository.ObjectDatabase.CreateTree(tree), parents, prettifyMessage: true);
        repository.Refs.UpdateTarget(repository.Refs.Head.ResolveToDirectReference() ?? CreateHead(made), made.Id);
        var tag = repository.Tags.Add($"demo/{made.Sha[..12]}", made, allowOverwrite: true);
        return (new CommitRange(tip?.Sha, made.Sha), tag.CanonicalName);
    }

    /// <summary>The commits of a range with exactly one parent, newest first.</summary>
    /// <param name="range">As git writes it: <c>A..B</c>.</param>
    /// <exception cref="DemoException">The range names no commits.</exception>
    public IEnumerable<(Core.Deployments.Commit Commit, CommitRange Range)> Read(string range)
    {
        var ends = range.Split("..");
        if (ends is not [{ Length: > 0 } from, { Length: > 0 } to])
        {
            throw new DemoException($"--range {range}: write two commits, tags or branches as A..B.");
        }

        var filter = new CommitFilter { ExcludeReachableFrom = Resolve(from), IncludeReachableFrom = Resolve(to) };
        return repository.Commits.QueryBy(filter)
            .Where(commit => commit.Parents.Count() == 1)
            .Select(commit => (ToCommit(commit), new CommitRange(commit.Parents.First().Sha, commit.Sha)));
    }

    /// <summary>Whether the newest commit of the range deletes a file.</summary>
    public bool DeletesFiles(CommitRange range) =>
        repository.Diff.Compare<TreeChanges>(Resolve(range.Base!).Tree, Resolve(range.Head).Tree).Deleted.Any();

    public void Dispose() => repository.Dispose();

    private DirectReference CreateHead(Commit commit) =>
        (DirectReference)repository.Refs.Add(repository.Refs.Head.TargetIdentifier, commit.Id);

    private Commit Resolve(string name)
    {
        try
        {
            return repository.Lookup<Commit>(name) ?? throw Unknown();
        }
        catch (LibGit2SharpException)
        {
            throw Unknown();
        }

        DemoException Unknown() => new($"--range: '{name}' names no commit of the repository, or more than one.");
    }

    private static Core.Deployments.Commit ToCommit(Commit commit) => new(
        commit.Sha,
        new ActorIdentity(commit.Author.Name, commit.Author.Email),
        new ActorIdentity(commit.Committer.Name, commit.Committer.Email),
        commit.Message);
}

/// <summary>The demo cannot run; the message says why and how to mend it.</summary>
internal sealed class DemoException(string message) : Exception(message);
