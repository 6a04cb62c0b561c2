using LibGit2Sharp;
using Microsoft.Extensions.Options;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Git;

/// <summary>Opens the repositories that may be read, and no others.</summary>
internal sealed class RepositoryLocator(IOptions<GitOptions> options)
{
    private const int MaxLinks = 40;

    /// <summary>Opens a bare or ordinary repository at exactly this place; parent folders are not searched.</summary>
    /// <param name="location">An absolute path or a <c>file://</c> URL.</param>
    /// <exception cref="ChangeUnavailableException">It is not allowed, or is no repository.</exception>
    public Repository Open(string location)
    {
        var path = ToPath(location);
        Refuse(path, location);
        if (!Directory.Exists(path) || !Repository.IsValid(path))
        {
            throw new ChangeUnavailableException(
                $"There is no git repository at '{location}'. Name the folder that holds '.git', or the folder of a bare repository.");
        }

        try
        {
            return new Repository(path);
        }
        catch (LibGit2SharpException problem)
        {
            throw new ChangeUnavailableException($"The git repository at '{location}' cannot be opened: {problem.Message}", problem);
        }
    }

    /// <summary>The folder of a repository that may be read, for the git program.</summary>
    /// <exception cref="ChangeUnavailableException">It is not allowed, or is no repository.</exception>
    public string FolderOf(string location)
    {
        using var repository = Open(location);
        return repository.Info.Path;
    }

    private void Refuse(string path, string location)
    {
        var roots = options.Value.AllowedRoots;
        if (roots.Count == 0)
        {
            throw new ChangeUnavailableException(
                $"No local repository may be read. Add the folder that holds '{location}' to the git option "
                + $"{nameof(GitOptions.AllowedRoots)}.");
        }

        // Links are followed first, so that none inside an allowed folder leads out of it.
        var real = Resolve(path);
        if (!roots.Any(root => IsInside(real, Resolve(root))))
        {
            throw new ChangeUnavailableException(
                $"The repository at '{location}' may not be read: it lies in none of the folders that the git option "
                + $"{nameof(GitOptions.AllowedRoots)} lists. Add its folder there where it should be.");
        }
    }

    private static string ToPath(string location)
    {
        var path = location;
        if (location.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            path = Uri.TryCreate(location, UriKind.Absolute, out var url) && url.Host.Length == 0 ? url.LocalPath : "";
        }

        return Path.IsPathFullyQualified(path) && !path.Contains('\0', StringComparison.Ordinal)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))
            : throw new ChangeUnavailableException(
                $"'{location}' is no place of a local git repository: use an absolute path or a file:/// URL.");
    }

    private static bool IsInside(string path, string root)
    {
        var relative = Path.GetRelativePath(root, path);
        var leavesRoot = relative == ".."
            || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            || Path.IsPathRooted(relative);
        return !leavesRoot;
    }

    /// <summary>The path with every symbolic link in it followed, as far as it exists.</summary>
    private static string Resolve(string path)
    {
        var pending = new Stack<string>(Segments(path).Reverse());
        var real = Path.GetPathRoot(Path.GetFullPath(path))!;
        for (var links = 0; pending.TryPop(out var segment);)
        {
            if (segment == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Combine(real, segment);
            if (new DirectoryInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new ChangeUnavailableException($"'{path}' leads through more than {MaxLinks} symbolic links.");
            }

            real = Path.IsPathFullyQualified(target) ? Path.GetPathRoot(target)! : real;
            foreach (var part in Segments(target).Reverse())
            {
                pending.Push(part);
            }
        }

        return real;
    }

    private static IEnumerable<string> Segments(string path) =>
        path[(Path.GetPathRoot(path) ?? "").Length..]
            .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(segment => segment != ".");
}
