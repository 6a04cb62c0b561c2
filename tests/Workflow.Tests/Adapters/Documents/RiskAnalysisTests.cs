using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Adapters.Documents.Gate;
using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.Core.Services;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Core;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Adapters.Documents;

public sealed class RiskAnalysisTests
{
    private const string DropTable = "DROP TABLE orders;\n";

    private static readonly string Deployed = Given.Request().Commits.Base!;

    private readonly FakeChangeSource source = new() { Changes = Given.Changes() };
    private readonly InMemoryDocumentStore store = new();
    private readonly FakeCatalogue catalogue = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Documents_That_Came_With_The_Request_Are_Read()
    {
        var request = await AttachAsync("clean-up.sql", DropTable);

        var report = await AnalyzeAsync(request);

        Assert.Equal("clean-up.sql", Assert.Single(report.Documents).Name);
        Assert.Contains(report.Findings, finding => finding.Where.Document == "clean-up.sql" && finding.Severity >= RiskSeverity.High);
    }

    [Fact]
    public async Task A_Document_In_The_Repository_Is_Read_At_Head()
    {
        source.Contents[(Given.Head, "db/clean-up.sql")] = Encoding.UTF8.GetBytes(DropTable);
        source.Contents[(Deployed, "db/clean-up.sql")] = Encoding.UTF8.GetBytes("SELECT 1;");
        var request = Given.Request() with { Documents = [new AttachedDocument("the migration.sql", DocumentSource.Path, "db/clean-up.sql")] };

        var report = await AnalyzeAsync(request);

        Assert.Contains(report.Findings, finding => finding.Where.Document == "the migration.sql" && finding.Severity >= RiskSeverity.High);
    }

    [Fact]
    public async Task A_Document_That_Cannot_Be_Had_Is_A_Finding()
    {
        source.Contents[(Given.Head, "huge.sql")] = new byte[1024 * 1024 + 1];
        source.Contents[(Given.Head, "other.sql")] = "SELECT 1;"u8.ToArray();
        var request = Given.Request() with
        {
            Documents =
            [
                new AttachedDocument("purged", DocumentSource.Inline),
                new AttachedDocument("absent", DocumentSource.Path, "absent.sql"),
                new AttachedDocument("huge", DocumentSource.Path, "huge.sql"),
                new AttachedDocument("exchanged", DocumentSource.Path, "other.sql", new string('0', 64)),
                new AttachedDocument("forbidden", DocumentSource.Url, "https://artifacts.example.com/?sig=hush"),
            ],
        };

        var report = await AnalyzeAsync(request, ("MaxRepositoryDocumentBytes", "1048576"));

        Assert.Equal(
            ["purged", "absent", "huge", "exchanged", "forbidden"], report.Findings.Select(finding => finding.Where.Document));
        Assert.All(report.Findings, finding => Assert.Equal(
            ("document-unavailable", RiskSeverity.High, false), (finding.Rule, finding.Severity, finding.IsReversible)));
        Assert.StartsWith("The content is not the one that was announced", report.Findings[3].What, StringComparison.Ordinal);
        Assert.Equal(
            "Documents may not come from https://artifacts.example.com: it is not among AllowedDocumentOrigins", report.Findings[4].What);
    }

    [Fact]
    public async Task Changed_Files_Are_Read_As_They_Were_And_Will_Be()
    {
        source.Contents[(Deployed, "db/old.sql")] = Encoding.UTF8.GetBytes(DropTable);
        source.Contents[(Given.Head, "db/new.sql")] = Encoding.UTF8.GetBytes(DropTable);
        source.Contents[(Given.Head, "db/more.sql")] = Encoding.UTF8.GetBytes(DropTable);
        var changes = Changes(
            new ChangedFile("db/new.sql", FileChangeKind.Renamed, 0, 0, "db/old.sql"),
            new ChangedFile("db/more.sql", FileChangeKind.Added, 1, 0),
            new ChangedFile("README.md", FileChangeKind.Modified, 1, 1));

        var report = await AnalyzeAsync(Given.Request(), changes);

        Assert.Contains(report.Findings, finding => finding.Where.Document == "db/more.sql" && finding.Severity >= RiskSeverity.High);
        Assert.DoesNotContain(report.Findings, finding => finding.Where.Document == "db/new.sql" && finding.Severity >= RiskSeverity.High);
    }

    [Fact]
    public async Task Changed_Files_That_Are_Not_Read_Are_Findings()
    {
        source.Contents[(Given.Head, "b.sql")] = new byte[64 * 1024 + 1];
        var changes = Changes(
            new ChangedFile("z.yaml", FileChangeKind.Added, 1, 0),
            new ChangedFile("y.yaml", FileChangeKind.Added, 1, 0),
            new ChangedFile("a.sql", FileChangeKind.Added, 1, 0),
            new ChangedFile("b.sql", FileChangeKind.Added, 1, 0));

        var report = await AnalyzeAsync(Given.Request(), changes, ("MaxFiles", "2"), ("MaxFileBytes", "65536"));

        Assert.Equal(
            [
                "It is a link or a submodule and no file",
                "The file b.sql has 65537 bytes; at most 65536 are read",
                "This file and 1 others were not read: the gate reads 2 changed files",
            ],
            report.Findings.Where(finding => finding.Rule == "file-unread").Select(finding => finding.What));
        Assert.All(report.Findings.Where(finding => finding.Rule == "file-unread"), finding => Assert.Equal(
            finding.Where.Document.EndsWith(".sql", StringComparison.Ordinal) ? (RiskSeverity.High, false) : (RiskSeverity.Medium, true),
            (finding.Severity, finding.IsReversible)));
    }

    [Fact]
    public async Task Migrations_Beyond_The_Limit_Weigh_More()
    {
        var changes = Changes(
            new ChangedFile("z.yaml", FileChangeKind.Added, 1, 0),
            new ChangedFile("db/migrate/1_a.rb", FileChangeKind.Added, 1, 0),
            new ChangedFile("b.sql", FileChangeKind.Added, 1, 0));
        source.Contents[(Given.Head, "b.sql")] = Encoding.UTF8.GetBytes(DropTable);

        var report = await AnalyzeAsync(Given.Request(), changes, ("MaxFiles", "1"));

        var unread = Assert.Single(report.Findings, finding => finding.Rule == "file-unread");
        Assert.Equal(
            ("db/migrate/1_a.rb", RiskSeverity.High, false), (unread.Where.Document, unread.Severity, unread.IsReversible));
        Assert.Contains("sql-drop-table", report.Rules);
    }

    [Fact]
    public async Task The_List_Of_Files_Is_Judged_As_Well()
    {
        source.Contents[(Given.Head, ".github/workflows/deploy.yml")] = "on: push\n"u8.ToArray();

        var report = await AnalyzeAsync(Given.Request(), Changes(new ChangedFile(".github/workflows/deploy.yml", FileChangeKind.Added, 1, 0)));

        Assert.Contains("pipeline-changed", report.Rules);
    }

    [Fact]
    public async Task The_Catalogue_Tells_What_The_Service_Reaches()
    {
        catalogue.Services = new ServiceCatalogue([
            new CatalogueService("shop", "web", 3, []), new CatalogueService("checkout", "sales", 1, ["shop"]),
        ]);

        var known = await AnalyzeAsync(Given.Request());
        var unknown = await AnalyzeAsync(Given.Request(service: "other"));

        Assert.Equal(1, known.BlastRadius!.HighestTier);
        Assert.Equal("checkout", Assert.Single(known.BlastRadius.Reached).Name);
        Assert.Contains("service-unknown", unknown.Rules);
    }

    [Fact]
    public async Task Without_Documents_Changes_And_Catalogue_There_Is_Nothing_To_Find()
    {
        var report = await AnalyzeAsync(Given.Request());

        Assert.Empty(report.Findings);
        Assert.Empty(report.Documents);
        Assert.Null(report.BlastRadius);
    }

    private static ChangeSet Changes(params ChangedFile[] files) =>
        new(new CommitRange(Deployed, Given.Head), [Given.Commit("Change")], files);

    private async Task<DeploymentRequest> AttachAsync(string name, string content)
    {
        var request = Given.Request();
        await store.AddAsync(request.Id, new DocumentContent(name, Encoding.UTF8.GetBytes(content)), Cancellation);
        return request with { Documents = [new AttachedDocument(name, DocumentSource.Inline)] };
    }

    private Task<RiskReport> AnalyzeAsync(DeploymentRequest request, params (string Key, string Value)[] settings) =>
        AnalyzeAsync(request, Changes(), settings);

    private async Task<RiskReport> AnalyzeAsync(
        DeploymentRequest request, ChangeSet changes, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IChangeSource>(source)
            .AddSingleton<IDocumentStore>(store)
            .AddSingleton<IServiceCatalogueSource>(catalogue)
            .AddRiskAnalysis(configuration)
            .BuildServiceProvider();
        return await services.GetRequiredService<IRiskAnalysis>().AnalyzeAsync(request, changes, Cancellation);
    }

    private sealed class FakeCatalogue : IServiceCatalogueSource
    {
        public ServiceCatalogue? Services { get; set; }

        public Task<ServiceCatalogue?> GetAsync(CancellationToken cancellationToken) => Task.FromResult(Services);
    }
}
