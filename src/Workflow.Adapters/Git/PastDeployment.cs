using Workflow.Core.Deployments;

namespace Workflow.Adapters.Git;

/// <summary>What a history brought to its main branch at once, taken as a deployment.</summary>
/// <param name="Name">The tag, or the beginning of the commit's id.</param>
/// <param name="At">When the commit was made that ends it.</param>
/// <param name="By">Who wrote that commit: who merged, where it is a merge.</param>
/// <param name="Changes">A file that moved and changed is told as one deleted and one added: the same paths are changed.</param>
public sealed record PastDeployment(string Name, DateTimeOffset At, ActorIdentity By, ChangeSet Changes)
{
    /// <summary>Where the contents of the changed files are, by path; for a renamed file by both paths.</summary>
    public IReadOnlyDictionary<string, PastContent> Contents { get; init; } = new Dictionary<string, PastContent>();

    /// <summary>
    /// The id of the CODEOWNERS file's content at base, or at head where there is no base; null where there is no such file.
    /// </summary>
    public string? CodeOwners { get; init; }
}

/// <summary>The ids of a file's contents. Links and submodules are no files.</summary>
/// <param name="Before">Null where there was none.</param>
/// <param name="After">Null where there is none.</param>
public sealed record PastContent(string? Before, string? After);

/// <summary>What ends a deployment in a history.</summary>
public enum DeploymentMark
{
    /// <summary>Each commit of the main branch, merges among them.</summary>
    Merges,

    /// <summary>Each tagged commit of the main branch; what came after the last tag is not deployed.</summary>
    Tags,
}
