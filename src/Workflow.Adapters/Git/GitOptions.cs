using System.ComponentModel.DataAnnotations;

namespace Workflow.Adapters.Git;

/// <summary>Which local repositories may be read, and how much of them.</summary>
public sealed class GitOptions
{
    /// <summary>
    /// Absolute paths of folders. A repository is read only where it is one of them or lies inside one, because its location
    /// comes from a webhook. Default: none, so that no repository is read.
    /// </summary>
    public IList<string> AllowedRoots { get; } = [];

    /// <summary>
    /// The most commits that are read of one range; a longer one becomes an incomplete change set. 1 to 100,000; default 5,000.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxCommits { get; set; } = 5_000;

    /// <summary>
    /// The most commits of one range, the newest, whose lines are counted: a few milliseconds each. 0 to 5,000; default 300.
    /// </summary>
    [Range(0, 5_000)]
    public int MaxCountedCommits { get; set; } = 300;
}
