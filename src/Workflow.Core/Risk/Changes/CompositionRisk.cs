using Workflow.Core.Deployments;

namespace Workflow.Core.Risk.Changes;

/// <summary>Finds what a change consists of as a whole: configuration, lock files, dependencies.</summary>
internal static class CompositionRisk
{
    private static readonly RiskJudgement ConfigurationOnly = new(
        ChangeRules.ConfigurationOnly, RiskSeverity.Low, IsReversible: true,
        "Tests seldom cover configuration: a wrong value shows first in the environment that it is for.");

    private static readonly RiskJudgement LockFilesOnly = new(
        ChangeRules.LockFilesOnly, RiskSeverity.Info, IsReversible: true,
        "The same code runs with other versions of what it depends on.");

    private static readonly RiskJudgement WithoutLock = new(
        ChangeRules.DependenciesWithoutLock, RiskSeverity.Low, IsReversible: true,
        "Which versions the next build takes is decided when it runs, not in this review.");

    /// <summary>Manifests of dependencies whose tool always writes a lock file beside or above them.</summary>
    private static readonly Dictionary<string, string[]> LocksOfManifest = new(StringComparer.OrdinalIgnoreCase)
    {
        ["go.mod"] = ["go.sum"],
        ["Cargo.toml"] = ["cargo.lock"],
        ["Pipfile"] = ["pipfile.lock"],
        ["Gemfile"] = ["gemfile.lock"],
        ["composer.json"] = ["composer.lock"],
        ["mix.exs"] = ["mix.lock"],
        ["package.json"] = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb"],
    };

    public static IEnumerable<RiskFinding> Find(IReadOnlyList<ChangedFile> files)
    {
        if (files.Count == 0)
        {
            yield break;
        }

        if (files.All(file => RiskPaths.IsLockFile(file.Path)))
        {
            yield return LockFilesOnly.Find(new RiskLocation(files[0].Path), "only lock files of dependencies change");
        }
        else if (files.All(file => RiskPaths.IsConfiguration(file.Path) || RiskPaths.IsLockFile(file.Path)))
        {
            yield return ConfigurationOnly.Find(new RiskLocation(files[0].Path), "only configuration changes, no code");
        }

        var names = files.Select(file => RiskPaths.NameOf(file.Path)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.Where(file => file.Kind != FileChangeKind.Deleted))
        {
            if (LocksOfManifest.TryGetValue(RiskPaths.NameOf(file.Path), out var locks) && !locks.Any(names.Contains))
            {
                yield return WithoutLock.Find(new RiskLocation(file.Path), $"{file.Path} changes without its lock file");
            }
        }
    }
}
