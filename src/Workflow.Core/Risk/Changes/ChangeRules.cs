namespace Workflow.Core.Risk.Changes;

/// <summary>What the list of changed files alone says about risk.</summary>
public static class ChangeRules
{
    public static readonly RiskRule MassDeletion = new("mass-deletion", "Much more is deleted than is written.");
    public static readonly RiskRule FolderRemoved = new("folder-removed", "All that a change touches in a folder is deleted.");
    public static readonly RiskRule PipelineChanged = new("pipeline-changed", "The definition of a pipeline changes.");
    public static readonly RiskRule ReviewPolicyChanged = new("review-policy-changed", "The rules of this gate change.");
    public static readonly RiskRule CodeOwnersChanged = new("code-owners-changed", "Who must review which files changes.");
    public static readonly RiskRule RepositorySettingsChanged =
        new("repository-settings-changed", "Settings that protect branches or run checks change.");
    public static readonly RiskRule InfrastructureWithoutPlan =
        new("infrastructure-without-plan", "Infrastructure code changes, and no plan says what that does.");
    public static readonly RiskRule MigrationDeleted = new("migration-deleted", "A database migration is deleted.");
    public static readonly RiskRule MigrationEdited = new("migration-edited", "A database migration is edited after it could have run.");
    public static readonly RiskRule ConfigurationOnly = new("configuration-only", "Only configuration changes.");
    public static readonly RiskRule LockFilesOnly = new("lock-files-only", "Only lock files of dependencies change.");
    public static readonly RiskRule DependenciesWithoutLock =
        new("dependencies-without-lock", "Dependencies change, and their lock file does not.");
    public static readonly RiskRule BinaryAdded = new("binary-added", "A program, library or archive is added.");
    public static readonly RiskRule SubmoduleMoved = new("submodule-moved", "A submodule points to other content.");

    public static IReadOnlyList<RiskRule> All { get; } =
    [
        MassDeletion, FolderRemoved, PipelineChanged, ReviewPolicyChanged, CodeOwnersChanged, RepositorySettingsChanged,
        InfrastructureWithoutPlan, MigrationDeleted, MigrationEdited, ConfigurationOnly, LockFilesOnly, DependenciesWithoutLock,
        BinaryAdded, SubmoduleMoved,
    ];
}
