using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflow.Adapters.StandardWebhooks;
using Workflow.Core.Deployments;
using Workflow.Core.Risk;
using Workflow.IntegrationTests.GitHub;
using Workflow.IntegrationTests.Loopback;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Documents;

public sealed class DocumentDownloadTests : IAsyncLifetime
{
    private const string Sql = "DROP TABLE orders;\n";

    private readonly RecordedLogs logs = new();
    private readonly Queue<Func<HttpContext, Task>> answers = new();
    private LoopbackServer server = null!;
    private Uri address = null!;
    private LoopbackServer other = null!;

    public async ValueTask InitializeAsync()
    {
        server = await LoopbackServer.StartAsync((context, _) => answers.TryDequeue(out var answer) ? answer(context) : SendAsync(context, Sql));
        address = server.Address;
        other = await LoopbackServer.StartAsync((context, _) => SendAsync(context, Sql));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task A_Document_Is_Fetched_And_Read()
    {
        var report = await AnalyzeAsync(Hash(Sql));

        Assert.Contains(report.Findings, finding => finding.Where.Document == "plan.sql" && finding.Severity >= RiskSeverity.High);
        Assert.DoesNotContain("document-unavailable", report.Rules);
        var request = Assert.Single(server.Requests);
        Assert.Equal("/plan.sql?sig=hush", request.Target);
        Assert.Null(request.Header("Authorization"));
        Assert.Null(request.Header("Cookie"));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task A_Passing_Problem_Is_Waited_For(int status)
    {
        answers.Enqueue(Status(status));
        answers.Enqueue(Status(status));

        var report = await AnalyzeAsync();

        Assert.DoesNotContain("document-unavailable", report.Rules);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_Problem_That_Does_Not_Pass_Makes_The_Analysis_Fail_So_That_It_Is_Tried_Again()
    {
        for (var time = 0; time < 4; time++)
        {
            answers.Enqueue(Status(500));
        }

        var problem = await Assert.ThrowsAsync<HttpRequestException>(() => AnalyzeAsync());

        Assert.Contains("500 Internal Server Error", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Server_That_Cannot_Be_Reached_Makes_The_Analysis_Fail()
    {
        address = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}/");

        var problem = await Assert.ThrowsAnyAsync<HttpRequestException>(() => AnalyzeAsync());

        Assert.DoesNotContain("hush", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(401)]
    [InlineData(304)]
    public async Task A_Refusal_Is_A_Finding(int status)
    {
        answers.Enqueue(Status(status));

        var finding = Unavailable(await AnalyzeAsync());

        Assert.Contains($"answered the request for the document with {status}", finding.What, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Another_Content_Than_Announced_Is_A_Finding()
    {
        var finding = Unavailable(await AnalyzeAsync(Hash("another")));

        Assert.Contains($"its SHA-256 is {Hash(Sql)}", finding.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Document_That_Is_Too_Large_Is_A_Finding_And_Not_Read_To_Its_End(bool tellsLength)
    {
        const int Length = 64 * 1024 * 1024;
        var sent = 0;
        answers.Enqueue(async context =>
        {
            context.Response.ContentLength = tellsLength ? Length : null;
            while (sent < Length && !context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
                sent += 64 * 1024;
            }
        });

        var finding = Unavailable(await AnalyzeAsync(settings: ("Risk:MaxDocumentBytes", "1048576")));

        Assert.EndsWith("has more than 1048576 bytes", finding.What, StringComparison.Ordinal);
        Assert.InRange(sent, 0, Length / 2);
    }

    [Fact]
    public async Task A_Redirect_Within_The_Origin_Is_Followed()
    {
        answers.Enqueue(RedirectTo("/moved?sig=hush"));

        var report = await AnalyzeAsync();

        Assert.DoesNotContain("document-unavailable", report.Rules);
        Assert.Equal(["/plan.sql?sig=hush", "/moved?sig=hush"], server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task A_Redirect_To_Another_Origin_Is_Not_Followed()
    {
        answers.Enqueue(RedirectTo(other.Address.AbsoluteUri));

        var finding = Unavailable(await AnalyzeAsync());

        Assert.Contains("redirects to another origin", finding.What, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Redirects_Have_An_End()
    {
        for (var time = 0; time < 20; time++)
        {
            answers.Enqueue(RedirectTo("/again"));
        }

        Assert.Contains("redirects more than 5 times", Unavailable(await AnalyzeAsync()).What, StringComparison.Ordinal);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task A_Document_That_Takes_Too_Long_Makes_The_Analysis_Fail()
    {
        answers.Enqueue(async context =>
        {
            await context.Response.Body.WriteAsync("SELECT"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        await Assert.ThrowsAsync<TimeoutException>(() => AnalyzeAsync(settings: ("Risk:DownloadTimeout", "00:00:01")));
    }

    [Fact]
    public async Task No_Log_Tells_More_Of_A_Url_Than_Its_Origin()
    {
        answers.Enqueue(Status(503));
        await AnalyzeAsync();
        answers.Enqueue(Status(404));
        await AnalyzeAsync();

        Assert.DoesNotContain("hush", logs.Text, StringComparison.Ordinal);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static RiskFinding Unavailable(RiskReport report)
    {
        var finding = Assert.Single(report.Findings, finding => finding.Rule == "document-unavailable");
        Assert.DoesNotContain("hush", finding.ToString(), StringComparison.Ordinal);
        return finding;
    }

    private static Task SendAsync(HttpContext context, string text) => context.Response.WriteAsync(text, context.RequestAborted);

    private static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static Func<HttpContext, Task> RedirectTo(string location) => context =>
    {
        context.Response.Redirect(location);
        return Task.CompletedTask;
    };

    private async Task<RiskReport> AnalyzeAsync(string? sha256 = null, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["StandardWebhooks:Secrets:0"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            ["StandardWebhooks:AllowedDocumentOrigins:0"] = address.AbsoluteUri,
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))
            .AddStandardWebhooks(configuration.GetSection("StandardWebhooks"))
            .AddAnalysisAlone(configuration)
            .BuildServiceProvider();
        var request = new DeploymentRequest(
            DeploymentId.Parse("shop-1"),
            "shop",
            "production",
            new RepositoryReference("git", "/srv/shop"),
            new CommitRange(new string('a', 40), new string('b', 40)),
            new ActorIdentity("Ada"),
            new PipelineReference("polled", ""),
            DateTimeOffset.UnixEpoch)
        {
            Documents = [new AttachedDocument("plan.sql", DocumentSource.Url, $"{address}plan.sql?sig=hush", sha256)],
        };
        return await services.GetRequiredService<IRiskAnalysis>().AnalyzeAsync(
            request, new ChangeSet(request.Commits, [], []), TestContext.Current.CancellationToken);
    }
}
