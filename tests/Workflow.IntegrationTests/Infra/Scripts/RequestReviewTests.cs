using System.Diagnostics;
using System.Text;
using Workflow.IntegrationTests.Gate;
using Workflow.IntegrationTests.Git;
using Workflow.IntegrationTests.Loopback;
using Workflow.LocalHost.Local.Teams;

namespace Workflow.IntegrationTests.Infra.Scripts;

/// <summary>The pipelines' script against the real gate, and against servers that answer as no gate should.</summary>
public sealed class RequestReviewTests(AzuriteFixture azurite) : IDisposable
{
    private const string Grace = "6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c01";

    private readonly GitSandbox repository = new();

    [Theory]
    [InlineData("approve", 0, "release: ")]
    [InlineData("reject", 1, "cancel: ")]
    public async Task The_Reviewers_Decision_Is_The_Exit_Code(string verb, int code, string outcome)
    {
        await using var gate = await StartGateAsync();
        var running = AskAsync(gate.Http.BaseAddress!, Request("reviewed"));

        await PressAsync(gate, verb, "##vso[task.complete result=Succeeded]\nRead it");
        var ended = await running;

        Assert.Equal(code, ended.Code);
        Assert.Contains(outcome, ended.Output, StringComparison.Ordinal);
        Assert.Contains("Read it", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso", ended.Output, StringComparison.Ordinal);
        Assert.Empty(gate.Pipeline.Requests);
    }

    [Fact]
    public async Task Asking_Again_About_The_Same_Deployment_Gives_The_Same_Answer()
    {
        await using var gate = await StartGateAsync();
        var request = Request("asked-again", environment: "staging");

        var first = await AskAsync(gate.Http.BaseAddress!, request);
        var second = await AskAsync(gate.Http.BaseAddress!, request);

        Assert.Equal((0, 0), (first.Code, second.Code));
    }

    [Theory]
    [InlineData("--environment", "prodution", 1, "cancel: ")]
    [InlineData("--head", "main", 2, "$.data.commits.head: must be a full 40 or 64 digit hexadecimal commit id, was 'main'")]
    [InlineData("--minutes", "0", 2, "--minutes is '0'; it must be 1 to 1440.")]
    [InlineData("--gate", "http://gate.example.com", 2, "it must be an https URL")]
    [InlineData("--id", "../x", 2, "--id is '../x'")]
    public async Task A_Mistake_Never_Releases(string option, string value, int code, string says)
    {
        await using var gate = await StartGateAsync();

        var ended = await AskAsync(gate.Http.BaseAddress!, [.. Request("mistaken"), option, value]);

        Assert.Equal(code, ended.Code);
        Assert.Contains(says, ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Wrong_Secret_Is_Refused_And_No_Secret_Is_Shown()
    {
        await using var gate = await StartGateAsync();
        var secret = "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("another secret, 32 bytes long..."));

        var ended = await AskAsync(gate.Http.BaseAddress!, Request("forged"), secret);

        Assert.Equal(2, ended.Code);
        Assert.Contains("refused the request (status 401)", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[6..], ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Stopped_Run_Withdraws_Its_Request()
    {
        await using var gate = await StartGateAsync();
        var request = Request("stopped");
        using var process = Process.Start(Start(gate.Http.BaseAddress!, request, RunningGate.Secret))!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && line != "State: waiting")
        {
        }

        using var terminate = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var again = await AskAsync(gate.Http.BaseAddress!, request);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("the request was withdrawn", await errors, StringComparison.Ordinal);
        Assert.Equal(1, again.Code);
        Assert.Contains("The pipeline run was stopped.", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302, "", "the outcome may not be read (status 302")]
    [InlineData(401, "", "the outcome may not be read (status 401")]
    [InlineData(200, """{"id": "odd", "environment": "production", "commits": {"head": "other"}, "state": "released", "outcome": {"decision": "release"}}""", "not about what was asked for")]
    [InlineData(200, """{"id": "odd", "environment": "production", "commits": {"head": "HEAD"}, "state": "released", "outcome": {"decision": "cancel"}}""", "not about what was asked for")]
    [InlineData(200, """{"id": "other", "environment": "production", "commits": {"head": "HEAD"}, "state": "released", "outcome": {"decision": "release"}}""", "not about what was asked for")]
    public async Task An_Answer_That_Is_No_Release_Of_What_Was_Asked_For_Does_Not_Release(int status, string answer, string says)
    {
        var request = Request("odd");
        await using var server = await LoopbackServer.StartAsync(async (context, received) =>
        {
            var isLook = received.Method == "GET";
            context.Response.StatusCode = isLook ? status : 202;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(isLook ? answer.Replace("HEAD", Head(request), StringComparison.Ordinal) : "{}"));
        });

        var ended = await AskAsync(server.Address, request);

        Assert.Equal(2, ended.Code);
        Assert.Contains(says, ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Token_Is_Got_Anew_For_Every_Look_And_What_Passes_Is_Waited_Out()
    {
        var request = Request("token");
        var looks = 0;
        await using var server = await LoopbackServer.StartAsync(async (context, received) =>
        {
            context.Response.StatusCode = received.Method == "GET" ? (++looks switch { 1 => 404, 2 => 503, _ => 200 }) : 202;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("""
                {"id": "token", "environment": "production", "commits": {"head": "HEAD"}, "state": "released", "outcome": {"decision": "release"}}
                """.Replace("HEAD", Head(request), StringComparison.Ordinal)));
        });
        var counter = Path.Combine(repository.Root, "count");

        var ended = await AskAsync(server.Address, request, tokens: $"echo x >> {counter}; echo token-$(wc -l < {counter})");

        Assert.Equal(0, ended.Code);
        Assert.Equal(
            ["Bearer token-1", "Bearer token-2", "Bearer token-3"],
            server.Requests.Where(one => one.Method == "GET").Select(one => one.Header("Authorization")));
        Assert.Null(server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task Without_A_Token_The_Request_Is_Withdrawn()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 202;
            return Task.CompletedTask;
        });

        var ended = await AskAsync(server.Address, Request("tokenless"), tokens: "exit 3");

        Assert.Equal(2, ended.Code);
        Assert.Equal(
            ["deployment.requested", "deployment.withdrawn"],
            server.Requests.Select(one => one.Json.GetProperty("type").GetString()));
    }

    public void Dispose() => repository.Dispose();

    private static string Head(string[] request) => request[Array.IndexOf(request, "--head") + 1];

    private static Task<Ended> AskAsync(Uri gate, string[] request, string? secret = null, string? tokens = null)
    {
        var start = Start(gate, request, secret ?? RunningGate.Secret);
        return RepositoryProgram.RunAsync(start.FileName, start.ArgumentList, new Dictionary<string, string?>
        {
            ["GATE_WEBHOOK_SECRET"] = secret ?? RunningGate.Secret,
            ["GATE_TOKEN_COMMAND"] = tokens,
        });
    }

    private static ProcessStartInfo Start(Uri gate, string[] request, string secret)
    {
        var start = new ProcessStartInfo(
            "bash", [Repository.Find("infra", "samples", "request-review.sh"), "--gate", gate.AbsoluteUri, "--every", "1", .. request])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["GATE_WEBHOOK_SECRET"] = secret;
        return start;
    }

    private static async Task PressAsync(RunningGate gate, string verb, string comment)
    {
        var grace = new LocalTeamsUser(gate.Http, Grace);
        await foreach (var cards in grace.WatchCardsAsync(TestContext.Current.CancellationToken))
        {
            if (cards.FirstOrDefault(card => card.AsksForDecision) is { } card)
            {
                await grace.PressAsync(card, verb, comment, TestContext.Current.CancellationToken);
                return;
            }
        }
    }

    private Task<RunningGate> StartGateAsync()
    {
        var people = Path.Combine(repository.Root, "people.yaml");
        File.WriteAllText(people, $$"""
            people:
              - { id: grace, name: Grace Hopper, level: senior, objectId: {{Grace}}, emails: [grace@example.com] }
              - { id: ada, name: Ada, level: junior, emails: [ada@example.com] }
            """);
        return RunningGate.StartAsync(azurite, new Dictionary<string, string?>
        {
            ["Files:People"] = people,
            ["Git:AllowedRoots:0"] = repository.Root,
        });
    }

    /// <summary>The script's arguments for a change that AI helped a junior to write.</summary>
    private string[] Request(string id, string environment = "production")
    {
        var deployed = repository.Commit("prices.cs", "1");
        var head = repository.Commit("prices.cs", "2", "Round prices\n\nCo-Authored-By: Claude <noreply@anthropic.com>");
        return
        [
            "--id", id, "--service", "shop", "--environment", environment, "--repository", repository.Path,
            "--base", deployed, "--head", head, "--email", "ada@example.com", "--run", "https://ci.example.com/runs/1",
        ];
    }
}
