using LibGit2Sharp;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Git;

/// <summary>The CODEOWNERS file of a repository.</summary>
internal static class CodeOwnersFile
{
    /// <returns>Its text; null where there is none, or one that is too large to count.</returns>
    public static string? Read(Repository repository, LibGit2Sharp.Commit commit)
    {
        var file = CodeOwners.Locations
            .Select(path => commit[path])
            .FirstOrDefault(entry => entry is { Mode: Mode.NonExecutableFile or Mode.ExecutableFile });
        return file is not null && repository.ObjectDatabase.RetrieveObjectMetadata(file.Target.Id).Size <= CodeOwners.MaxBytes
            ? ((Blob)file.Target).GetContentText()
            : null;
    }
}
