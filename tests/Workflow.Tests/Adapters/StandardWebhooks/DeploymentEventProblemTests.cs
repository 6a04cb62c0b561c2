using System.Text.Json.Nodes;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.StandardWebhooks;

public sealed class DeploymentEventProblemTests
{
    private readonly SignedPipeline pipeline = new();

    [Fact]
    public void Every_Problem_Is_Reported_At_Once_With_Its_Path()
    {
        const string Body =
            """
            {
              "type": "deployment.requested",
              "timestamp": "yesterday",
              "priority": 1,
              "data": {
                "id": "-1",
                "service": 7,
                "repository": { "kind": "svn", "location": " ", "branch": "main" },
                "commits": { "head": "main" },
                "requester": { "name": "Ada", "objectId": "11111111-0000-0000-0000-000000000000" },
                "callbackUrl": "https://evil.example.com/",
                "artifactDigest": "abc",
                "links": [{ "title": "Run", "url": "javascript:alert(1)" }, "x"]
              }
            }
            """;

        var problems = Problems(Body);

        Assert.Equal(
            [
                "$.timestamp: must be an ISO 8601 time with its offset, such as 2026-01-31T12:00:00Z, was 'yesterday'",
                "$.priority: unknown field; allowed are type, timestamp, data",
                "$.data.id: must be 1 to 100 letters, digits, '-', '_' or '.', beginning with a letter or digit and not with 'github-', was '-1'",
                "$.data.service: must be a string, was a number",
                "$.data.environment: is missing; must be a string",
                "$.data.repository.kind: must be git or github, was 'svn'",
                "$.data.repository.location: must be 1 to 1024 characters without line breaks or other control characters, was ' '",
                "$.data.repository.branch: unknown field; allowed are kind, location",
                "$.data.commits.head: must be a full 40 or 64 digit hexadecimal commit id, was 'main'",
                "$.data.requester.objectId: unknown field; allowed are name, email, login",
                "$.data.requester.email: is missing, and so is login; one of them must say who started the pipeline run",
                "$.data.callbackUrl: has an origin that callbacks may not go to; have it added to AllowedCallbackOrigins, was 'https://evil.example.com'",
                "$.data.artifactDigest: must be an algorithm, ':' and a value, was 'abc'",
                "$.data.links[1]: must be an object, was a string",
                "$.data.links[0].url: must be an absolute http or https URL, was 'javascript:alert(1)'",
            ],
            problems);
    }

    [Theory]
    [InlineData("$.data.commits.head", "is the same commit as base: there is nothing to deploy", "commits", "head", StandardEvents.Base)]
    [InlineData("$.data.commits.base", "is missing; must be a string", "commits", "base", null)]
    [InlineData("$.data.requester.email", "must be a mail address, was 'ada'", "requester", "email", "ada")]
    [InlineData("$.data.ref", "must be 1 to 256 characters without line breaks or other control characters, was 'a\nb'", "ref", null, "a\nb")]
    [InlineData("$.data.id", null, "id", null, "GitHub-web-1")]
    [InlineData("$.data.callbackUrl", null, "callbackUrl", null, "https://ci.example.com.evil.net/")]
    [InlineData("$.data.callbackUrl", null, "callbackUrl", null, "https://ci.example.com:8443/")]
    [InlineData("$.data.callbackUrl", null, "callbackUrl", null, "http://ci.example.com/")]
    [InlineData("$.data.callbackUrl", null, "callbackUrl", null, "https://user@ci.example.com/")]
    [InlineData("$.data.callbackUrl", null, "callbackUrl", null, "http://127.0.0.1/")]
    [InlineData("$.data.callbackUrl", null, "callbackUrl", null, "/callbacks/1")]
    [InlineData("$.data.callbackUrl", "must be absent where answer is polled: nothing is sent", "answer", null, "polled")]
    [InlineData("$.data.answer", "must be callback or polled, was 'mail'", "answer", null, "mail")]
    public void A_Bad_Value_Is_Reported(string path, string? problem, string field, string? inner, string? value)
    {
        var body = JsonNode.Parse(StandardEvents.Requested)!;
        if (inner is null)
        {
            body["data"]![field] = value;
        }
        else
        {
            body["data"]![field]![inner] = value;
        }

        var reported = Assert.Single(Problems(body.ToJsonString()));

        Assert.StartsWith($"{path}: {problem}", reported, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://user:hush@ci.example.com/", "must have no user name, password or fragment")]
    [InlineData("https://ci.example.com/answers#hush", "must have no user name, password or fragment")]
    [InlineData("https://user:hush@evil.example.com/?token=hush#hush", "must have no user name, password or fragment")]
    [InlineData("https://evil.example.com/answers?token=hush", "has an origin that callbacks may not go to")]
    [InlineData("ftp://ci.example.com/answers?token=hush", "must be an absolute http or https URL")]
    [InlineData("https://ci.example.com/answers?token=hush\n", "must be 1 to 256 characters")]
    public void What_Is_Wrong_With_A_Callback_Url_Is_Told_Without_Its_Secrets(string url, string problem)
    {
        var body = JsonNode.Parse(StandardEvents.Requested)!;
        body["data"]!["callbackUrl"] = url;

        var reported = Assert.Single(Problems(body.ToJsonString()));

        Assert.StartsWith($"$.data.callbackUrl: {problem}", reported, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", reported, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"type":"deployment.deleted","data":{"id":"a"}}""",
        "$.type: must be one of deployment.requested, deployment.withdrawn, deployment.superseded, was 'deployment.deleted'")]
    [InlineData(
        """{"type":"deployment.withdrawn","data":{"id":"a","by":"b"}}""", "$.data.by: unknown field; allowed are id, reason")]
    [InlineData("""{"type":"deployment.superseded","data":{"id":"a","by":"a"}}""", "$.data.by: must name another deployment than id")]
    [InlineData("""{"type":"deployment.superseded","data":{"id":"a"}}""", "$.data.by: is missing; must be a string")]
    [InlineData("""{"type":"deployment.withdrawn"}""", "$.data: is missing; must be an object")]
    public void A_Bad_Event_Is_Reported(string body, string expected)
    {
        Assert.Equal([expected], Problems(body));
    }

    private string[] Problems(string body)
    {
        var refused = Assert.IsType<WebhookReading.Refused>(pipeline.Read(body));
        Assert.Equal(WebhookRefusal.Malformed, refused.Refusal);
        return refused.Detail.Split("\n$").Select((text, index) => index == 0 ? text : $"${text}").ToArray();
    }
}
