using System.Net;
using System.Security.Cryptography;
using System.Text;
using Workflow.IntegrationTests.GitHub;
using Workflow.LocalHost.Local.Teams;

namespace Workflow.IntegrationTests.Gate;

/// <summary>The whole way of a GitHub deployment: webhook, commits, a card in Teams, a pressed button, the answer to the run.</summary>
public sealed class GitHubToTeamsTests(AzuriteFixture azurite)
{
    private const string Secret = "It's a Secret to Everybody";
    private const string Deployed = "1111111111111111111111111111111111111111";
    private const string Repository = FakeGitHub.Root + "repos/acme/web";
    private const string Reviewer = "6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c01";

    [Theory]
    [InlineData("approve", "approved")]
    [InlineData("reject", "rejected")]
    public async Task A_Pressed_Button_Answers_The_Waiting_Run(string verb, string state)
    {
        await using var gitHub = await FakeGitHub.StartAsync();
        ServeChange(gitHub);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gitHub.Fail($"{FakeGitHub.RunPath}/deployment_protection_rule", _ => answered.TrySetResult());
        await using var gate = await RunningGate.StartAsync(azurite, Settings(gitHub));
        var grace = new LocalTeamsUser(gate.Http, Reviewer);

        using var accepted = await DeliverAsync(gate, gitHub);
        using var redelivered = await DeliverAsync(gate, gitHub);
        var card = await FirstCardAsync(grace);
        await grace.PressAsync(card, verb, "Read it", TestContext.Current.CancellationToken);
        await answered.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.OK], new[] { accepted.StatusCode, redelivered.StatusCode });
        var answer = Assert.Single(gitHub.Answers).Json;
        Assert.Equal(state, answer.GetProperty("state").GetString());
        Assert.Contains("Read it", answer.GetProperty("comment").GetString(), StringComparison.Ordinal);
    }

    private static async Task<LocalHost.Local.Teams.Inbox.InboxCard> FirstCardAsync(LocalTeamsUser user)
    {
        await foreach (var cards in user.WatchCardsAsync(TestContext.Current.CancellationToken))
        {
            if (cards.FirstOrDefault(card => card.AsksForDecision) is { } card)
            {
                return card;
            }
        }

        throw new InvalidOperationException("The inbox ended without a card.");
    }

    private static Dictionary<string, string?> Settings(FakeGitHub gitHub)
    {
        var people = Path.Combine(Directory.CreateTempSubdirectory("people-").FullName, "people.yaml");
        File.WriteAllText(people, $"""
            people:
              - {"{"} id: grace, name: Grace Hopper, level: senior, objectId: {Reviewer}, emails: [grace@example.com] {"}"}
              - {"{"} id: ada, name: Ada, level: junior, emails: [ada@example.com], logins: ["github:ada"] {"}"}
            """);
        return new Dictionary<string, string?>
        {
            ["GitHub:ApiBaseUrl"] = gitHub.ApiBaseUrl.AbsoluteUri,
            ["GitHub:AppId"] = $"{FakeGitHubApp.Id}",
            ["GitHub:PrivateKey"] = FakeGitHubApp.PrivateKey,
            ["GitHub:WebhookSecret"] = Secret,
            ["Files:People"] = people,
        };
    }

    private static void ServeChange(FakeGitHub gitHub)
    {
        gitHub.App.Clock = TimeProvider.System;
        gitHub.Serve("deployments", $"{Repository}/deployments?environment=production&per_page=50", new[] { new { id = 700, sha = Deployed } });
        gitHub.Serve("deployments", $"{Repository}/deployments/700/statuses?per_page=100", new[] { new { state = "success" } });
        gitHub.Serve("contents", $"{Repository}/compare/{Deployed}...{FakeGitHub.Head}?per_page=100&page=1", new
        {
            status = "ahead",
            total_commits = 1,
            commits = new[]
            {
                new
                {
                    sha = FakeGitHub.Head,
                    commit = new
                    {
                        message = "Round prices",
                        author = new { name = "Ada", email = "ada@example.com" },
                        committer = new { name = "GitHub", email = "noreply@github.com" },
                    },
                    author = new { login = "ada" },
                },
            },
            files = new[] { new { filename = "src/prices.cs", status = "modified", additions = 3, deletions = 1 } },
        });
        gitHub.Serve("pull_requests", $"{FakeGitHub.PullsPath}1", new[]
        {
            new
            {
                number = 7,
                title = "Round prices",
                body = "Generated with [Claude Code](https://claude.com/claude-code)",
                user = new { id = 12, login = "ada" },
                head = new { @ref = "topic/prices" },
            },
        });
    }

    private static async Task<HttpResponseMessage> DeliverAsync(RunningGate gate, FakeGitHub gitHub)
    {
        var body = Encoding.UTF8.GetBytes($$"""
            {
              "action": "requested", "environment": "production", "event": "push", "sha": "{{FakeGitHub.Head}}", "ref": "refs/heads/main",
              "deployment_callback_url": "{{new Uri(gitHub.Server.Address, FakeGitHub.RunPath)}}/deployment_protection_rule",
              "deployment": { "id": 900, "sha": "{{FakeGitHub.Head}}", "ref": "main", "created_at": "2026-01-31T11:59:58Z" },
              "pull_requests": [],
              "repository": { "id": 77, "name": "web", "full_name": "acme/web", "html_url": "https://github.com/acme/web" },
              "installation": { "id": {{FakeGitHubApp.Installation}} },
              "sender": { "login": "ada", "type": "User" }
            }
            """);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/github")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.Add("X-GitHub-Event", "deployment_protection_rule");
        request.Headers.Add("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958");
        request.Headers.Add(
            "X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body))}");
        return await gate.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
