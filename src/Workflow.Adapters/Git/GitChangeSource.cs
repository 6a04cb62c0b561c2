using LibGit2Sharp;
using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;
using Commit = Workflow.Core.Deployments.Commit;

namespace Workflow.Adapters.Git;

/// <summary>Reads repositories on this machine's disks.</summary>
internal sealed class GitChangeSource(RepositoryLocator repositories, IOptions<GitOptions> options) : IChangeSource
{
    public string Kind => "git";

    /// <remarks>
    /// Commits are those reachable from head and not from base. Files are the difference between the trees of the two commits:
    /// what the deployment changes, also where base is no ancestor of head.
    /// </remarks>
    public Task<ChangeSet> GetChangeSetAsync(DeploymentRequest request, CancellationToken cancellationToken) =>
        Task.Run(() => ReadChangeSet(request, cancellationToken), cancellationToken);

    public Task<bool> CopyFileAsync(
        DeploymentRequest request, string commit, string path, long maxBytes, Stream destination, CancellationToken cancellationToken) =>
        Task.Run(() => CopyFile(request, commit, path, maxBytes, destination), cancellationToken);

    /// <remarks>
    /// Where the request names a ref, the commit it points to; otherwise the requested head, if it still exists.
    /// </remarks>
    public Task<string> GetCurrentHeadAsync(DeploymentRequest request, CancellationToken cancellationToken) =>
        Task.Run(() => ReadCurrentHead(request), cancellationToken);

    private ChangeSet ReadChangeSet(DeploymentRequest request, CancellationToken cancellationToken)
    {
        if (request.Commits.Base is not { } deployed)
        {
            throw new ChangeUnavailableException(
                "The request names no base commit. A git repository does not know what an environment runs: "
                + "send the full id of the commit that it runs today.");
        }

        using var repository = repositories.Open(request.Repository.Location);
        var from = repository.FindCommit(deployed, "base");
        var to = repository.FindCommit(request.Commits.Head, "head");
        var max = options.Value.MaxCommits;
        var read = repository.ListCommits(from, to, max + 1, cancellationToken);
        var files = repository.ListChangedFiles(from, to);
        List<string> defects = [.. Defects(repository, read.Count, max)];
        var traces = AgentTraces.Read(repository, to, defects);
        var notes = AuthorshipNotes.Find(repository);
        Commit[] commits =
        [
            .. read.Take(max).Index().Select(one => one.Item.ToCommit(notes?.Read(one.Item.Sha, defects)) with
            {
                AddedLines = one.Index < options.Value.MaxCountedCommits ? repository.CountAddedLines(one.Item, cancellationToken) : null,
            }),
        ];
        return new ChangeSet(
            new CommitRange(from.Sha, to.Sha), commits, files, defects.Count == 0 ? null : string.Join(' ', defects))
        {
            Missing = read.Count > max || repository.Info.IsShallow ? ChangeParts.Commits : ChangeParts.None,
            AgentTraces = traces,
            CodeOwners = CodeOwnersFile.Read(repository, from),
        };
    }

    private static IEnumerable<string> Defects(Repository repository, int count, int max)
    {
        string?[] defects =
        [
            count == 0 ? ChangeSet.NoNewCommits : null,
            count > max ? $"The range has more than {max} commits; the newest {max} were read." : null,
            repository.Info.IsShallow ? "The repository is a shallow clone: commits may be missing." : null,
        ];
        return defects.OfType<string>();
    }

    private bool CopyFile(DeploymentRequest request, string commit, string path, long maxBytes, Stream destination)
    {
        using var repository = repositories.Open(request.Repository.Location);
        if (repository.FindCommit(commit, "named")[path] is not { Mode: Mode.NonExecutableFile or Mode.ExecutableFile } file)
        {
            return false;
        }

        // From its header: the content of a blob comes into memory as a whole.
        var size = repository.ObjectDatabase.RetrieveObjectMetadata(file.Target.Id).Size;
        if (size > maxBytes)
        {
            throw new ChangeUnavailableException($"The file {path} has {size} bytes at {commit}; at most {maxBytes} are read.");
        }

        using var content = ((Blob)file.Target).GetContentStream();
        content.CopyTo(destination);
        return true;
    }

    private string ReadCurrentHead(DeploymentRequest request)
    {
        using var repository = repositories.Open(request.Repository.Location);
        return request.Ref is { } name
            ? repository.ResolveRef(name).Sha
            : repository.FindCommit(request.Commits.Head, "head").Sha;
    }
}
