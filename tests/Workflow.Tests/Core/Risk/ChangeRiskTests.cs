using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Changes;

namespace Workflow.Tests.Core.Risk;

public sealed class ChangeRiskTests
{
    [Theory]
    [InlineData(".github/workflows/release.yml", "pipeline-changed")]
    [InlineData(".github/actions/build/action.yml", "pipeline-changed")]
    [InlineData("azure-pipelines-release.yml", "pipeline-changed")]
    [InlineData("sub/.gitlab-ci.yml", "pipeline-changed")]
    [InlineData("Jenkinsfile", "pipeline-changed")]
    [InlineData(".circleci/config.yml", "pipeline-changed")]
    [InlineData("ops/tekton/build.yaml", "pipeline-changed")]
    [InlineData("ops/review-policy.yaml", "review-policy-changed")]
    [InlineData("people.yaml", "review-policy-changed")]
    [InlineData("gate/friction-controls.yaml", "review-policy-changed")]
    [InlineData("docs/CODEOWNERS", "code-owners-changed")]
    [InlineData(".github/settings.yml", "repository-settings-changed")]
    [InlineData(".github/rulesets/main.json", "repository-settings-changed")]
    [InlineData("db/migrations/0007_basket.sql", "migration-edited")]
    [InlineData("sql/V7__basket.sql", "migration-edited")]
    [InlineData(".gitmodules", "submodule-moved")]
    [InlineData("src/Program.cs", "")]
    [InlineData("docs/pipeline.md", "")]
    [InlineData("sql/R__views.sql", "")]
    [InlineData("db/migrations/README.md", "")]
    public void A_Changed_File_Is_Judged_By_What_It_Is(string path, string rule) =>
        Assert.Equal(rule, string.Join(' ', FileRules(new ChangedFile(path, FileChangeKind.Modified, 1, 1))));

    [Fact]
    public void A_File_That_Moves_Away_Is_Judged_By_Its_Old_Path() =>
        Assert.Equal(["pipeline-changed"], FileRules(new ChangedFile("old/release.yml", FileChangeKind.Renamed, 0, 0, ".github/workflows/release.yml")));

    [Theory]
    [InlineData(FileChangeKind.Added, "")]
    [InlineData(FileChangeKind.Modified, "migration-edited")]
    [InlineData(FileChangeKind.Renamed, "migration-edited")]
    [InlineData(FileChangeKind.Deleted, "migration-deleted")]
    public void Only_A_New_Migration_Is_In_Order(FileChangeKind kind, string rule) =>
        Assert.Equal(rule, string.Join(' ', FileRules(new ChangedFile("migrations/1_a.sql", kind, 1, 1, kind is FileChangeKind.Renamed ? "migrations/0_a.sql" : null))));

    [Theory]
    [InlineData(19, 1, 0, null)]
    [InlineData(20, 1, 0, RiskSeverity.Medium)]
    [InlineData(99, 1, 0, RiskSeverity.Medium)]
    [InlineData(100, 1, 0, RiskSeverity.High)]
    [InlineData(1, 2000, 0, RiskSeverity.Medium)]
    [InlineData(1, 2000, 501, null)]
    [InlineData(1, 10000, 0, RiskSeverity.High)]
    public void Mass_Deletion_Has_Thresholds(int files, int lines, int added, RiskSeverity? expected)
    {
        var changes = Enumerable.Range(0, files).Select(i => new ChangedFile($"f{i}.cs", FileChangeKind.Deleted, i == 0 ? added : 0, lines));

        Assert.Equal(expected, Find([.. changes]).SingleOrDefault(finding => finding.Rule == "mass-deletion")?.Severity);
    }

    [Fact]
    public void The_Highest_Folder_In_Which_All_Is_Deleted_Is_Named()
    {
        var gone = Enumerable.Range(0, 10).Select(i => new ChangedFile($"src/shop/a{i % 2}/f{i}.cs", FileChangeKind.Deleted, 0, 1));

        var found = Find([.. gone, new ChangedFile("src/web/x.cs", FileChangeKind.Modified, 1, 1)]);

        Assert.Equal(["src/shop"], found.Where(finding => finding.Rule == "folder-removed").Select(finding => finding.Where.Document));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("arm-template", true)]
    [InlineData("terraform-plan", false)]
    [InlineData("cloudformation-change-set", false)]
    public void Infrastructure_Code_Needs_A_Plan(string? attached, bool isFound)
    {
        var documents = attached is null ? [] : new[] { new ReadDocument("doc", attached) };

        var found = ChangeRisk.Find(Changes(new ChangedFile("infra/main.tf", FileChangeKind.Modified, 1, 1), new ChangedFile("a.cs", FileChangeKind.Modified, 1, 1)), documents);

        Assert.Equal(isFound, found.Any(finding => finding.Rule == "infrastructure-without-plan"));
    }

    [Theory]
    [InlineData("appsettings.json deploy/values.yaml", "configuration-only")]
    [InlineData("appsettings.json src/Program.cs", "")]
    [InlineData("package-lock.json go.sum", "lock-files-only")]
    [InlineData("package.json src/a.ts", "dependencies-without-lock")]
    [InlineData("package.json pnpm-lock.yaml src/a.ts", "")]
    [InlineData("docs/a.md", "")]
    public void What_A_Change_Consists_Of_Is_Told(string paths, string rule) =>
        Assert.Equal(rule, string.Join(' ', Find([.. paths.Split(' ').Select(path => new ChangedFile(path, FileChangeKind.Modified, 1, 1))]).Select(finding => finding.Rule)));

    [Theory]
    [InlineData("db/1.sql", true)]
    [InlineData("k8s/web.yaml", true)]
    [InlineData("policies/iam.json", true)]
    [InlineData("package-lock.json", false)]
    [InlineData("package.json", false)]
    [InlineData("src/a.cs", false)]
    public void Files_That_Can_Be_Judged_Are_Worth_Reading(string path, bool expected) => Assert.Equal(expected, RiskPaths.IsWorthReading(path));

    [Fact]
    public void A_Hundred_Thousand_Files_Are_Judged()
    {
        var files = Enumerable.Range(0, 100_000).Select(i => new ChangedFile($"a/b{i % 300}/c{i % 7}/f{i}.cs", FileChangeKind.Deleted, 0, 10)).ToArray();

        Assert.Equal(["folder-removed", "mass-deletion"], Find(files).Select(finding => finding.Rule).Order());
    }

    [Fact]
    public void Every_Rule_Has_An_Id_Of_Its_Own() => Assert.Distinct(RiskRules.All.Select(rule => rule.Id));

    private static IEnumerable<string> FileRules(ChangedFile file) => FileRisk.Find(file).Select(finding => finding.Rule);

    private static IReadOnlyList<RiskFinding> Find(params ChangedFile[] files) => ChangeRisk.Find(Changes(files), []);

    private static ChangeSet Changes(params ChangedFile[] files) => new(new CommitRange(null, new string('a', 40)), [], files);
}
