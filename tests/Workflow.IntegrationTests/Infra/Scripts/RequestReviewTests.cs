using System.Diagnostics;
using System.Text;
using Workflow.IntegrationTests.Gate;
using Workflow.IntegrationTests.Git;
using Workflow.LocalHost.Local.Teams;

namespace Workflow.IntegrationTests.Infra.Scripts;

/// <summary>The pipelines' script against the real gate.</summary>
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
        var running = ReviewScript.AskAsync(gate.Http.BaseAddress!, Request("reviewed"));

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

        var first = await ReviewScript.AskAsync(gate.Http.BaseAddress!, request);
        var second = await ReviewScript.AskAsync(gate.Http.BaseAddress!, request);

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

        var ended = await ReviewScript.AskAsync(gate.Http.BaseAddress!, [.. Request("mistaken"), option, value]);

        Assert.Equal(code, ended.Code);
        Assert.Contains(says, ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_Go_Along_However_Long_They_Are()
    {
        await using var gate = await StartGateAsync();
        var plan = Attach("plan \"ä\".sql", new string('-', 200_000) + "\nDROP TABLE orders;\n");
        var notes = Attach("notes.txt", "Nothing\nmuch.\n");

        var ended = await ReviewScript.AskAsync(
            gate.Http.BaseAddress!, [.. Request("attached", "staging"), "--document", plan, "--document", notes]);

        Assert.True(ended.Code == 0, ended.Output + ended.Errors);
        var audit = await gate.Http.GetStringAsync("/api/deployments/attached/audit", TestContext.Current.CancellationToken);
        Assert.Contains("notes.txt", audit, StringComparison.Ordinal);
        Assert.DoesNotContain("DROP TABLE", audit, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--document", "no-such-file", "--document 'no-such-file' is no file with content.")]
    [InlineData("--document-url", "ftp://artifacts.example.com/plan", "--document-url must be an https URL with a path.")]
    [InlineData("--document-url", "https://evil.example.com/plan.json?sig=hush#0123", "$.data.documents[0].url: has an origin that documents may not come from")]
    public async Task A_Document_That_Cannot_Be_Attached_Ends_The_Run(string option, string value, string says)
    {
        await using var gate = await StartGateAsync();

        var ended = await ReviewScript.AskAsync(gate.Http.BaseAddress!, [.. Request("unattached", "staging"), option, value]);

        Assert.Equal(2, ended.Code);
        Assert.Contains(says, ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Document_That_Is_Too_Long_To_Go_Along_Ends_The_Run()
    {
        var large = Attach("large.sql", new string('-', 262_145));

        var ended = await ReviewScript.AskAsync(new Uri("https://gate.example.com"), [.. Request("large"), "--document", large]);

        Assert.Equal(2, ended.Code);
        Assert.Contains("use --document-url", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Wrong_Secret_Is_Refused_And_No_Secret_Is_Shown()
    {
        await using var gate = await StartGateAsync();
        var secret = "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("another secret, 32 bytes long..."));

        var ended = await ReviewScript.AskAsync(gate.Http.BaseAddress!, Request("forged"), secret);

        Assert.Equal(2, ended.Code);
        Assert.Contains("refused the request (status 401)", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[6..], ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Stopped_Run_Withdraws_Its_Request()
    {
        await using var gate = await StartGateAsync();
        var request = Request("stopped");
        using var process = Process.Start(ReviewScript.Start(gate.Http.BaseAddress!, request, RunningGate.Secret))!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && line != "State: waiting")
        {
        }

        using var terminate = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var again = await ReviewScript.AskAsync(gate.Http.BaseAddress!, request);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("the request was withdrawn", await errors, StringComparison.Ordinal);
        Assert.Equal(1, again.Code);
        Assert.Contains("The pipeline run was stopped.", again.Output, StringComparison.Ordinal);
    }

    public void Dispose() => repository.Dispose();

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

    private string Attach(string name, string content)
    {
        var file = Path.Combine(repository.Root, name);
        File.WriteAllText(file, content);
        return file;
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
