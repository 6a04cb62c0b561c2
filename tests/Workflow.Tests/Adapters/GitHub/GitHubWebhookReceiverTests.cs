using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.GitHub;

public sealed class GitHubWebhookReceiverTests
{
    private readonly GitHubSender gitHub = new();

    [Fact]
    public void A_Request_Is_Read_Whole()
    {
        var reading = gitHub.Read(GitHubSender.Payload());

        var (request, delivery) = Assert.IsType<WebhookReading.Requested>(reading);
        Assert.Equal("github-web-30433642321-production-900", request.Id.Value);
        Assert.Equal("web", request.Service);
        Assert.Equal("production", request.Environment);
        Assert.Equal(new RepositoryReference("github", "acme/web"), request.Repository);
        Assert.Equal(new CommitRange(null, GitHubSender.Sha), request.Commits);
        Assert.Equal("refs/heads/main", request.Ref);
        Assert.Equal(new ActorIdentity(Login: "github:ada"), request.Requester);
        Assert.Equal(GitHubSender.Now, request.RequestedAt);
        Assert.Equal(
            """
            {"repository":"acme/web","repositoryId":77,"installationId":55,"runId":30433642321,"environment":"production",
            "deploymentId":900,"deploymentCreatedAt":"2026-01-31T11:59:58+00:00"}
            """.ReplaceLineEndings(""),
            request.Pipeline.CallbackData.Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal("github", request.Pipeline.Kind);
        Assert.Equal(
            ["https://github.com/acme/web/actions/runs/30433642321", $"https://github.com/acme/web/commit/{GitHubSender.Sha}"],
            request.Links.Select(link => link.Url.AbsoluteUri));
        Assert.Equal("4711-72d3162e-cc78-11e3-81ab-4c9367dc0958", delivery.Id);
        Assert.Null(delivery.Attempt);
    }

    [Fact]
    public void The_Digest_Is_Of_What_Matters()
    {
        var first = DigestOf(_ => { });

        Assert.Equal(first, DigestOf(payload => payload["pull_requests"] = new JsonArray(1)));
        Assert.NotEqual(first, DigestOf(payload => payload["sha"] = new string('3', 40)));
        Assert.NotEqual(first, DigestOf(payload => payload["environment"] = "staging"));
        Assert.NotEqual(first, DigestOf(payload => payload["deployment"]!["id"] = 901));
        Assert.NotEqual(first, DigestOf(payload => payload["repository"]!["id"] = 78));
    }

    [Fact]
    public void A_Service_May_Have_Another_Name_Than_Its_Repository()
    {
        var reading = new GitHubSender(("ServiceNames:ACME/Web", "storefront")).Read(GitHubSender.Payload());

        Assert.Equal("storefront", Assert.IsType<WebhookReading.Requested>(reading).Request.Service);
    }

    [Fact]
    public void Older_Schemas_And_A_Null_Deployment_Are_Read()
    {
        var old = GitHubSender.Payload();
        old.AsObject().Remove("sha");
        old.AsObject().Remove("ref");
        var noDeployment = GitHubSender.Payload();
        noDeployment["deployment"] = null;

        var fromOld = Assert.IsType<WebhookReading.Requested>(gitHub.Read(old)).Request;
        var withoutDeployment = Assert.IsType<WebhookReading.Requested>(gitHub.Read(noDeployment)).Request;

        Assert.Equal((GitHubSender.Sha, "main"), (fromOld.Commits.Head, fromOld.Ref));
        Assert.Matches("^github-web-30433642321-production-[0-9a-f]{12}$", withoutDeployment.Id.Value);
    }

    [Theory]
    [InlineData("ping")]
    [InlineData("workflow_run")]
    [InlineData("deployment")]
    public void Other_Events_Are_Ignored(string name)
    {
        var body = Encoding.UTF8.GetBytes(GitHubSender.Payload().ToJsonString());

        var reading = gitHub.Read(GitHubSender.Headers(body, name), body);

        Assert.Equal($"The event '{name}' asks for no deployment.", Assert.IsType<WebhookReading.Ignored>(reading).Reason);
    }

    [Fact]
    public void Other_Actions_Are_Ignored()
    {
        var payload = GitHubSender.Payload();
        payload["action"] = "completed";

        Assert.IsType<WebhookReading.Ignored>(gitHub.Read(payload));
    }

    [Theory]
    [InlineData("https://evil.example.com/repos/acme/web/actions/runs/30433642321/deployment_protection_rule")]
    [InlineData("http://api.github.com/repos/acme/web/actions/runs/30433642321/deployment_protection_rule")]
    [InlineData("https://api.github.com@evil.example.com/repos/acme/web/actions/runs/1/deployment_protection_rule")]
    [InlineData("https://api.github.com.evil.example.com/repos/acme/web/actions/runs/1/deployment_protection_rule")]
    [InlineData("https://api.github.com:8443/repos/acme/web/actions/runs/1/deployment_protection_rule")]
    [InlineData("https://api.github.com/repos/acme/other/actions/runs/1/deployment_protection_rule")]
    [InlineData("https://api.github.com/repos/acme/web/../other/actions/runs/1/deployment_protection_rule")]
    [InlineData("https://api.github.com/repos/acme/web/actions/runs/x/deployment_protection_rule")]
    [InlineData("https://api.github.com/repos/acme/web/actions/runs//deployment_protection_rule")]
    [InlineData("https://api.github.com/repos/acme/web/actions/runs/1/deployment_protection_rule?to=evil")]
    [InlineData("https://api.github.com/repos/acme/web/actions/runs/deployment_protection_rule")]
    [InlineData("/repos/acme/web/actions/runs/1/deployment_protection_rule")]
    public void A_Callback_Url_That_Is_Not_The_Configured_Api_Is_Refused(string url)
    {
        var payload = GitHubSender.Payload();
        payload["deployment_callback_url"] = url;

        var problem = Malformed(gitHub.Read(payload));

        Assert.StartsWith("$.deployment_callback_url: must be the one of a run", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Api_Of_An_Enterprise_Server_Has_A_Path()
    {
        var payload = GitHubSender.Payload();
        payload["deployment_callback_url"] =
            "https://git.example.com/api/v3/repos/acme/web/actions/runs/5/deployment_protection_rule";

        var reading = new GitHubSender(("ApiBaseUrl", "https://git.example.com/api/v3/")).Read(payload);

        var request = Assert.IsType<WebhookReading.Requested>(reading).Request;
        Assert.Contains("\"runId\":5,", request.Pipeline.CallbackData, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_That_Is_Missing_Is_Told_At_Once()
    {
        var reading = gitHub.Read(JsonNode.Parse("""{"action":"requested","repository":{"full_name":"acme/.."}}""")!);

        Assert.Equal(
            [
                "$.repository.full_name: must be owner/name",
                "$.environment: is missing",
                "$.sha: must be a full commit id",
                "$.repository.id: is missing",
                "$.installation.id: is missing; the webhook must be that of a GitHub App",
                "$.sender.login: is missing",
            ],
            Malformed(reading).Split('\n'));
    }

    [Theory]
    [InlineData("x-github-event", "The header X-GitHub-Event is missing.")]
    [InlineData("x-github-delivery", "The header X-GitHub-Delivery is missing.")]
    public void A_Missing_Header_Is_Malformed(string name, string expected)
    {
        var body = Encoding.UTF8.GetBytes(GitHubSender.Payload().ToJsonString());
        var headers = GitHubSender.Headers(body);
        headers.Remove(name);

        Assert.Equal(expected, Malformed(gitHub.Read(headers, body)));
    }

    [Fact]
    public void Whatever_Is_Signed_Is_Read_Or_Refused_And_Never_Throws()
    {
        var whole = GitHubSender.Payload().ToJsonString();
        var mutated = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 20], Gen.String[0, 5]).Select((at, length, text) =>
            Encoding.UTF8.GetBytes($"{whole[..at]}{text}{whole[Math.Min(whole.Length, at + length)..]}"));

        Gen.OneOf(mutated, Gen.Byte.Array[0, 200]).Sample(body =>
        {
            var reading = gitHub.Read(body);

            Assert.True(
                reading is WebhookReading.Requested or WebhookReading.Ignored
                    or WebhookReading.Refused { Refusal: WebhookRefusal.Malformed, Detail.Length: > 0 });
        });
    }

    private static string Malformed(WebhookReading reading)
    {
        var refused = Assert.IsType<WebhookReading.Refused>(reading);
        Assert.Equal(WebhookRefusal.Malformed, refused.Refusal);
        return refused.Detail;
    }

    private string DigestOf(Action<JsonNode> change)
    {
        var payload = GitHubSender.Payload();
        change(payload);
        return Assert.IsType<WebhookReading.Requested>(gitHub.Read(payload)).Delivery.ContentDigest;
    }
}
