using Workflow.Core.Deployments;

namespace Workflow.Core.Risk.Changes;

/// <summary>
/// What a file is, by its path alone. Names compare without case: a file that only some systems take for a pipeline is still worth a look.
/// </summary>
public static class RiskPaths
{
    private static readonly HashSet<string> ReviewPolicyNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "review-policy.yaml", "review-policy.yml", "people.yaml", "people.yml", "friction-controls.yaml", "friction-controls.yml",
        "signals.yaml", "signals.yml", "services.yaml", "services.yml",
    };

    private static readonly HashSet<string> PipelineNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ".gitlab-ci.yml", ".gitlab-ci.yaml", "jenkinsfile", "bitbucket-pipelines.yml", ".travis.yml", ".drone.yml", "appveyor.yml",
        "cloudbuild.yaml", "cloudbuild.yml", "buildspec.yml", "buildspec.yaml", "appspec.yml", "appspec.yaml", "skaffold.yaml",
        "dagger.json", ".woodpecker.yml", "wercker.yml", "azure-pipelines.yml", "azure-pipelines.yaml", "codemagic.yaml",
    };

    private static readonly string[] PipelineFolders =
    [
        ".github/workflows", ".github/actions", ".circleci", ".buildkite", ".tekton", ".harness", ".semaphore", ".teamcity",
        ".woodpecker", ".gitlab/ci", ".azure-pipelines", ".azuredevops/pipelines", ".forgejo/workflows", ".gitea/workflows",
    ];

    private static readonly HashSet<string> SettingsNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ".github/settings.yml", ".github/settings.yaml", ".github/safe-settings.yml", ".asf.yaml", ".mergify.yml",
        ".github/mergify.yml", ".bulldozer.yml", ".policy.yml", ".gitlab/merge_request_approvals.yml",
    };

    private static readonly HashSet<string> InfrastructureNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "pulumi.yaml", "pulumi.yml", "cdk.json", "terragrunt.hcl", "serverless.yml", "serverless.yaml", "samconfig.toml",
        "azuredeploy.json",
    };

    private static readonly string[] InfrastructureEndings =
        [".tf", ".tf.json", ".tfvars", ".tfvars.json", ".tofu", ".bicep", ".bicepparam", ".terraform.lock.hcl"];

    private static readonly HashSet<string> LockNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "packages.lock.json",
        "cargo.lock",
        "go.sum", "go.work.sum", "poetry.lock", "uv.lock", "pdm.lock", "pipfile.lock", "gemfile.lock", "composer.lock", "mix.lock",
        "pubspec.lock", "package.resolved", "podfile.lock", "gradle.lockfile", "flake.lock", ".terraform.lock.hcl", "chart.lock",
        "deno.lock",
    };

    private static readonly string[] ConfigurationEndings =
    [
        ".yaml", ".yml", ".json", ".jsonc", ".json5", ".toml", ".ini", ".cfg", ".conf", ".config", ".properties", ".env", ".tfvars",
        ".bicepparam", ".xml", ".plist", ".editorconfig",
    ];

    private static readonly string[] BinaryEndings =
    [
        ".exe", ".dll", ".so", ".dylib", ".jar", ".war", ".ear", ".class", ".pyc", ".pyd", ".msi", ".deb", ".rpm", ".apk", ".ipa", ".dmg",
        ".bin", ".elf", ".wasm", ".node", ".o", ".a", ".lib", ".com", ".scr", ".sys", ".ko", ".whl", ".egg", ".nupkg", ".gem", ".zip",
        ".tar", ".tgz", ".gz", ".xz", ".bz2", ".7z", ".rar",
    ];

    private static readonly HashSet<string> ToolNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "package.json", "tsconfig.json", "composer.json", "global.json", "launchsettings.json", ".eslintrc.json", "angular.json", "nx.json",
    };

    /// <summary>
    /// Whether what the file says should be read: migrations, pipelines, infrastructure, and YAML or JSON that may be a manifest, a
    /// template or a policy.
    /// </summary>
    public static bool IsWorthReading(string path) =>
        IsSql(path) || IsMigration(path) || ((IsPipeline(path) || IsInfrastructure(path)) && !IsLockFile(path))
        || (EndsWithAny(path, [".yaml", ".yml", ".json"])
            && !IsLockFile(path) && !ToolNames.Contains(NameOf(path)) && !HasFolder(path, "node_modules"));

    public static bool IsSql(string path) => EndsWithAny(path, [".sql", ".psql", ".pgsql", ".ddl", ".tsql", ".plsql"]);

    public static bool IsReviewPolicy(string path) => ReviewPolicyNames.Contains(NameOf(path));

    /// <summary>GitHub, GitLab and Bitbucket read it at the root, in docs and in their own folders.</summary>
    public static bool IsCodeOwners(string path) => NameOf(path).Equals("CODEOWNERS", StringComparison.OrdinalIgnoreCase);

    /// <summary>Settings of the repository that decide who may merge what, or which checks run.</summary>
    public static bool IsRepositorySettings(string path) =>
        SettingsNames.Contains(path) || HasFolder(path, ".github/rulesets") || HasFolder(path, ".github/branch-protection");

    public static bool IsPipeline(string path)
    {
        var name = NameOf(path);
        return PipelineNames.Contains(name)
            || PipelineFolders.Any(folder => HasFolder(path, folder))
            || name.StartsWith("azure-pipelines", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Jenkinsfile", StringComparison.OrdinalIgnoreCase)
            || (IsYaml(path) && (HasFolder(path, "tekton") || HasFolder(path, "argocd") || HasFolder(path, "argo-workflows")
                || HasFolder(path, ".azure/pipelines") || HasFolder(path, "buildkite")));
    }

    public static bool IsInfrastructure(string path) =>
        EndsWithAny(path, InfrastructureEndings) || InfrastructureNames.Contains(NameOf(path));

    public static bool IsLockFile(string path) => LockNames.Contains(NameOf(path));

    public static bool IsConfiguration(string path) =>
        EndsWithAny(path, ConfigurationEndings) || NameOf(path).StartsWith(".env", StringComparison.OrdinalIgnoreCase);

    /// <summary>Programs, libraries and archives: what is in them cannot be reviewed.</summary>
    public static bool IsBinary(string path) => EndsWithAny(path, BinaryEndings);

    /// <summary>
    /// A step of a database's history, applied once: editing it afterwards changes only databases that did not run it yet.
    /// </summary>
    public static bool IsMigration(string path)
    {
        var name = NameOf(path);
        if (IsRepeatable(name) || name.EndsWith("ModelSnapshot.cs", StringComparison.Ordinal))
        {
            return false;
        }

        var inFolder = HasFolder(path, "migrations") || HasFolder(path, "migration") || HasFolder(path, "db/migrate")
            || HasFolder(path, "alembic/versions") || HasFolder(path, "changelog");
        return (inFolder && IsStep(name)) || (IsSql(path) && IsVersioned(name));
    }

    /// <summary>Files that a migration tool runs only to undo a step, by the naming of golang-migrate, Flyway and others.</summary>
    public static bool IsUndo(string path)
    {
        var name = NameOf(path);
        return name.EndsWith(".down.sql", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".undo.sql", StringComparison.OrdinalIgnoreCase)
            || name.Equals("down.sql", StringComparison.OrdinalIgnoreCase)
            || (IsSql(path) && name.StartsWith('U') && IsVersioned("V" + name[1..]));
    }

    /// <summary>Whether Flyway runs the file, which runs all of it: marks of other tools in its comments mean nothing.</summary>
    public static bool IsFlyway(string path) => IsSql(path) && NameOf(path) is var name && (IsVersioned(name) || IsRepeatable(name));

    internal static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    internal static bool IsGone(ChangedFile file) => file.Kind == FileChangeKind.Deleted;

    private static bool IsYaml(string path) => EndsWithAny(path, [".yaml", ".yml"]);

    /// <summary>Whether it is named like a step: with a digit in its name, in a language that migrations are written in.</summary>
    private static bool IsStep(string name) =>
        name.Any(char.IsAsciiDigit)
        && EndsWithAny(name, [".sql", ".rb", ".py", ".cs", ".php", ".js", ".ts", ".xml", ".go", ".kt", ".java", ".ex", ".exs"]);

    private static bool IsRepeatable(string name) => name.StartsWith("R__", StringComparison.Ordinal);

    /// <summary>Flyway: V, a version, two underscores.</summary>
    private static bool IsVersioned(string name) =>
        name.Length > 4 && name[0] is 'V' or 'v' && char.IsAsciiDigit(name[1]) && name.Contains("__", StringComparison.Ordinal);

    private static bool EndsWithAny(string path, string[] endings) =>
        endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the file lies in such a folder, at any depth.</summary>
    private static bool HasFolder(string path, string folder) =>
        path.StartsWith(folder + "/", StringComparison.OrdinalIgnoreCase)
        || path.Contains("/" + folder + "/", StringComparison.OrdinalIgnoreCase);
}
