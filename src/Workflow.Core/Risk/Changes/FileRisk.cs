using Workflow.Core.Deployments;

namespace Workflow.Core.Risk.Changes;

/// <summary>Finds what one changed file means, by what kind of file it is.</summary>
public static class FileRisk
{
    private static readonly RiskJudgement ReviewPolicy = new(
        ChangeRules.ReviewPolicyChanged, RiskSeverity.High, IsReversible: true,
        "The rules by which this gate judges changes, or the people whom it asks, would be others from then on.");

    private static readonly RiskJudgement CodeOwners = new(
        ChangeRules.CodeOwnersChanged, RiskSeverity.High, IsReversible: true,
        "Other people, or nobody, would have to review changes of these files from then on.");

    private static readonly RiskJudgement Settings = new(
        ChangeRules.RepositorySettingsChanged, RiskSeverity.High, IsReversible: true,
        "These settings protect branches, run checks or take in dependencies: weaker ones let unreviewed changes pass.");

    private static readonly RiskJudgement Pipeline = new(
        ChangeRules.PipelineChanged, RiskSeverity.Medium, IsReversible: true,
        "A pipeline runs with the secrets of the environments that it deploys to, and the next run does what this file says.");

    private static readonly RiskJudgement DeletedMigration = new(
        ChangeRules.MigrationDeleted, RiskSeverity.Medium, IsReversible: true,
        "Databases that ran this step keep its effect, new ones never get it, and tools that check their history stop.");

    private static readonly RiskJudgement EditedMigration = new(
        ChangeRules.MigrationEdited, RiskSeverity.Medium, IsReversible: true,
        "Databases that ran the old text will not run the new one, or the tool stops at the changed checksum: "
        + "add a new migration instead.");

    private static readonly RiskJudgement Binary = new(
        ChangeRules.BinaryAdded, RiskSeverity.Medium, IsReversible: true,
        "What is in it cannot be read in a review: ask where it was built and from what.");

    private static readonly RiskJudgement Submodule = new(
        ChangeRules.SubmoduleMoved, RiskSeverity.Medium, IsReversible: true,
        "The content of a submodule comes from another repository, and its commits are not part of this review.");

    public static IEnumerable<RiskFinding> Find(ChangedFile file) =>
        Judge(file).Select(judgement => judgement.Find(new RiskLocation(file.Path), $"{Describe(file)} {Verb(file.Kind)}"));

    /// <summary>A submodule that a diff shows to move: its path says nothing of that.</summary>
    public static RiskFinding FindMovedSubmodule(string path) => Submodule.Find(new RiskLocation(path), $"submodule {path} moves");

    /// <summary>A file that a diff shows to be binary: its name need not say so.</summary>
    public static RiskFinding FindAddedBinary(string path) => Binary.Find(new RiskLocation(path), $"{path} is added, a binary file");

    private static IEnumerable<RiskJudgement> Judge(ChangedFile file)
    {
        if (Is(file, RiskPaths.IsReviewPolicy))
        {
            yield return ReviewPolicy;
        }

        if (Is(file, RiskPaths.IsCodeOwners))
        {
            yield return CodeOwners;
        }

        if (Is(file, RiskPaths.IsRepositorySettings))
        {
            yield return Settings;
        }

        if (Is(file, RiskPaths.IsPipeline))
        {
            yield return Pipeline;
        }

        if (RiskPaths.NameOf(file.Path) == ".gitmodules")
        {
            yield return Submodule;
        }

        if (file.Kind == FileChangeKind.Added && RiskPaths.IsBinary(file.Path))
        {
            yield return Binary;
        }

        if (RiskPaths.IsMigration(file.PreviousPath ?? file.Path) && !RiskPaths.IsUndo(file.Path) && file.Kind != FileChangeKind.Added)
        {
            yield return file.Kind == FileChangeKind.Deleted ? DeletedMigration : EditedMigration;
        }
    }

    /// <summary>A file that is moved away is gone for those who look for it by its name.</summary>
    private static bool Is(ChangedFile file, Func<string, bool> kind) =>
        kind(file.Path) || (file.PreviousPath is { } previous && kind(previous));

    private static string Describe(ChangedFile file) =>
        file.PreviousPath is { } previous && previous != file.Path ? $"{previous} (now {file.Path})" : file.Path;

    private static string Verb(FileChangeKind kind) => kind switch
    {
        FileChangeKind.Added => "is added",
        FileChangeKind.Deleted => "is deleted",
        FileChangeKind.Renamed => "is renamed",
        _ => "is changed",
    };
}
