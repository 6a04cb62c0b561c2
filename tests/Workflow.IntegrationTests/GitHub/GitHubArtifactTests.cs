using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflow.Adapters.GitHub;
using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.IntegrationTests.Documents;
using Workflow.IntegrationTests.Loopback;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.GitHub;

public sealed class GitHubArtifactTests : IAsyncLifetime
{
    private const string ListPath = FakeGitHub.RunPath + "/artifacts?per_page=100&page=";

    private readonly RecordedLogs logs = new();
    private FakeGitHub gitHub = null!;
    private LoopbackServer storage = null!;
    private byte[] archive = [];

    public async ValueTask InitializeAsync()
    {
        gitHub = await FakeGitHub.StartAsync();
        storage = await LoopbackServer.StartAsync((context, _) => context.Response.Body.WriteAsync(archive).AsTask());
    }

    public async ValueTask DisposeAsync()
    {
        await storage.DisposeAsync();
        await gitHub.DisposeAsync();
    }

    [Fact]
    public async Task The_Documents_In_Artifacts_For_The_Gate_Are_Read_And_The_Storage_Never_Sees_The_Token()
    {
        Serve(Artifact(1, "build-output"), Artifact(2, "deployment-review-plan"));
        archive = Zip(("db/7.sql", "DROP TABLE orders;\n"), ("empty/", ""));

        var report = await AnalyzeAsync();

        Assert.Equal(["deployment-review-plan/db/7.sql"], report.Documents.Select(document => document.Name));
        Assert.True(report.Highest >= RiskSeverity.High);
        Assert.Null(Assert.Single(storage.Requests).Header("Authorization"));
        Assert.DoesNotContain("hush", logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Run_Without_Artifacts_For_The_Gate_Has_No_Findings()
    {
        Serve(Artifact(1, "build-output"));

        Assert.Empty((await AnalyzeAsync()).Findings);
    }

    [Fact]
    public async Task An_Artifact_That_Cannot_Be_Had_Is_A_Finding()
    {
        Serve(
            Artifact(1, "deployment-review-old") with { Expired = true },
            Artifact(2, "deployment-review-gone"),
            Artifact(3, "deployment-review-damaged"));
        gitHub.Faults.Clear();
        RedirectToStorage(3);
        archive = [1, 2, 3];

        var report = await AnalyzeAsync();

        Assert.Equal(
            ["deployment-review-old", "deployment-review-gone", "deployment-review-damaged"],
            report.Findings.Select(finding => finding.Where.Document));
        Assert.All(report.Findings, finding => Assert.Equal("document-unavailable", finding.Rule));
    }

    [Fact]
    public async Task An_Archive_That_Unpacks_To_Too_Much_Is_A_Finding_However_Small_It_Is()
    {
        Serve(Artifact(1, "deployment-review"));
        archive = Zip(("a.sql", "SELECT 1;\n"), ("bomb.sql", new string(' ', 40 * 1024 * 1024)), ("never.sql", "DROP TABLE orders;\n"));
        Assert.InRange(archive.Length, 0, 200_000);

        var report = await AnalyzeAsync(("Risk:MaxDocumentBytes", "1048576"));

        Assert.Equal(["deployment-review/a.sql"], report.Documents.Select(document => document.Name));
        Assert.Contains("Unpacked it has more than 1048576 bytes; bomb.sql", Unavailable(report).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_Many_Files_Are_A_Finding()
    {
        Serve(Artifact(1, "deployment-review"));
        archive = Zip([.. Enumerable.Range(0, 51).Select(number => ($"{number}.sql", "SELECT 1;\n"))]);

        var report = await AnalyzeAsync();

        Assert.Equal(50, report.Documents.Count);
        Assert.Equal("It has 51 files, and 50 are read", Unavailable(report).What);
    }

    private static RiskFinding Unavailable(RiskReport report) =>
        Assert.Single(report.Findings, finding => finding.Rule == "document-unavailable");

    private static Listed Artifact(long id, string name) => new(id, name, Expired: false);

    private static byte[] Zip(params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    private void Serve(params Listed[] artifacts)
    {
        gitHub.Serve("actions", ListPath + "1", new
        {
            total_count = artifacts.Length,
            artifacts = artifacts.Select(one => new { id = one.Id, name = one.Name, expired = one.Expired, size_in_bytes = 1 }),
        });
        foreach (var artifact in artifacts)
        {
            RedirectToStorage(artifact.Id);
        }
    }

    private void RedirectToStorage(long id) => gitHub.Fail($"{FakeGitHub.Root}repos/acme/web/actions/artifacts/{id}/zip", context =>
    {
        context.Response.Redirect($"{storage.Address}artifact.zip?sig=hush");
        return false;
    });

    private async Task<RiskReport> AnalyzeAsync(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["GitHub:ApiBaseUrl"] = gitHub.ApiBaseUrl.AbsoluteUri,
            ["GitHub:AppId"] = $"{FakeGitHubApp.Id}",
            ["GitHub:PrivateKey"] = FakeGitHubApp.PrivateKey,
            ["GitHub:WebhookSecret"] = "It's a Secret to Everybody",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(logs))
            .AddSingleton<TimeProvider>(gitHub.App.Time)
            .AddGitHub(configuration.GetSection("GitHub"))
            .AddAnalysisAlone(configuration)
            .BuildServiceProvider();
        var request = GitHubAdapter.Request(new string('1', 40));
        return await services.GetRequiredService<IRiskAnalysis>().AnalyzeAsync(
            request, new ChangeSet(request.Commits, [], []), TestContext.Current.CancellationToken);
    }

    private sealed record Listed(long Id, string Name, bool Expired);
}
