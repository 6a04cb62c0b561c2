namespace Workflow.Tests.Adapters.StandardWebhooks;

/// <summary>Bodies as pipelines send them.</summary>
internal static class StandardEvents
{
    public const string Base = "1111111111111111111111111111111111111111";
    public const string Head = "2222222222222222222222222222222222222abc";

    public const string Requested =
        $$"""
        {
          "type": "deployment.requested",
          "timestamp": "2026-01-31T12:00:00Z",
          "data": {
            "id": "web-production-1234",
            "service": "web",
            "environment": "production",
            "repository": { "kind": "git", "location": "/srv/git/web.git" },
            "commits": { "base": "{{Base}}", "head": "{{Head}}" },
            "ref": "main",
            "requester": { "name": "Ada", "email": "ada@example.com" },
            "callbackUrl": "https://ci.example.com/callbacks/1234",
            "artifactDigest": "sha256:abc",
            "links": [{ "title": "Pipeline run", "url": "https://ci.example.com/runs/1234" }]
          }
        }
        """;
}
