using System.Text;
using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.StandardWebhooks;

public sealed class DeploymentEventTests
{
    private readonly SignedPipeline pipeline = new();

    [Fact]
    public void A_Request_Is_Read_Whole()
    {
        var reading = pipeline.Read(StandardEvents.Requested);

        var (request, delivery) = Assert.IsType<WebhookReading.Requested>(reading);
        Assert.Equal("web-production-1234", request.Id.Value);
        Assert.Equal("web", request.Service);
        Assert.Equal("production", request.Environment);
        Assert.Equal(new RepositoryReference("git", "/srv/git/web.git"), request.Repository);
        Assert.Equal(new CommitRange(StandardEvents.Base, StandardEvents.Head), request.Commits);
        Assert.Equal("main", request.Ref);
        Assert.Equal(new ActorIdentity("Ada", "ada@example.com"), request.Requester);
        Assert.Equal(new PipelineReference("standard-webhooks", "https://ci.example.com/callbacks/1234"), request.Pipeline);
        Assert.Equal("sha256:abc", request.ArtifactDigest);
        Assert.Equal([new Link("Pipeline run", new Uri("https://ci.example.com/runs/1234"))], request.Links);
        Assert.Equal(SignedPipeline.Now, request.RequestedAt);
        Assert.Equal(SignedPipeline.MessageId, delivery.Id);
        Assert.Equal("1614265330", delivery.Attempt);
    }

    [Fact]
    public void A_Retry_Differs_In_Its_Attempt_Only_And_Other_Content_In_Its_Digest()
    {
        var body = Encoding.UTF8.GetBytes(StandardEvents.Requested);
        var other = Encoding.UTF8.GetBytes(StandardEvents.Requested.Replace("\"web\"", "\"api\"", StringComparison.Ordinal));

        var first = DeliveryOf(pipeline.Read(body));
        var retry = DeliveryOf(pipeline.Read(SignedPipeline.Headers(body, at: SignedPipeline.Now.AddSeconds(5)), body));
        var conflict = DeliveryOf(pipeline.Read(other));

        Assert.Equal(first with { Attempt = "1614265335" }, retry);
        Assert.NotEqual(first.ContentDigest, conflict.ContentDigest);
    }

    [Fact]
    public void A_Pipeline_That_Reads_The_Outcome_Itself_Needs_No_Callback_But_Must_Say_So()
    {
        var silent = StandardEvents.Requested.Replace("\"callbackUrl\": \"https://ci.example.com/callbacks/1234\",", "", StringComparison.Ordinal);
        var polled = silent.Replace("\"ref\"", "\"answer\": \"polled\", \"ref\"", StringComparison.Ordinal);

        var pipelineReference = Assert.IsType<WebhookReading.Requested>(pipeline.Read(polled)).Request.Pipeline;

        Assert.Equal(new PipelineReference("polled", ""), pipelineReference);
        Assert.Equal(
            "$.data.callbackUrl: is missing; must be a string", Assert.IsType<WebhookReading.Refused>(pipeline.Read(silent)).Detail);
    }

    [Fact]
    public void A_Repository_That_Knows_What_Is_Deployed_Needs_No_Base_And_Object_Ids_Become_Lower_Case()
    {
        var body = StandardEvents.Requested
            .Replace("\"git\"", "\"github\"", StringComparison.Ordinal)
            .Replace($"\"{StandardEvents.Base}\"", "null", StringComparison.Ordinal)
            .Replace("abc\"", "ABC\"", StringComparison.Ordinal);

        var reading = pipeline.Read(body);

        var request = Assert.IsType<WebhookReading.Requested>(reading).Request;
        Assert.Equal(new CommitRange(null, StandardEvents.Head), request.Commits);
    }

    [Fact]
    public void A_Withdrawn_Deployment_Ends()
    {
        var reading = pipeline.Read("""{"type":"deployment.withdrawn","data":{"id":"web-1","reason":"Not needed."}}""");

        var ended = Assert.IsType<WebhookReading.Ended>(reading);
        Assert.Equal(DeploymentId.Parse("web-1"), ended.Deployment);
        Assert.Equal(new ReviewEnd(OutcomeReason.Withdrawn, "Not needed."), ended.End);
    }

    [Fact]
    public void A_Superseded_Deployment_Names_The_One_That_Took_Its_Place()
    {
        var reading = pipeline.Read("""{"type":"deployment.superseded","data":{"id":"web-1","by":"web-2"}}""");

        var ended = Assert.IsType<WebhookReading.Ended>(reading);
        Assert.Equal(
            new ReviewEnd(OutcomeReason.Superseded, "Deployment web-2 took its place.", DeploymentId.Parse("web-2")), ended.End);
    }

    [Theory]
    [InlineData("{\n  \"type\": deployment\n}", "The body is no JSON at line 2, column 11:")]
    [InlineData("", "The body is no JSON at line 1, column 1:")]
    [InlineData("[]", "$: must be an object.")]
    [InlineData("{\"type\":\"a\",\"type\":\"b\"}", "The body is no JSON")]
    [InlineData("{\"type\":\"\\ud800\"}", "The body escapes half of a surrogate pair")]
    [InlineData("{\"\\ud800\":1}", "The body ")]
    public void A_Body_That_Cannot_Be_Read_Says_Where(string body, string expected)
    {
        var reading = pipeline.Read(body);

        Assert.StartsWith(expected, Malformed(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_That_Are_No_Text_Are_Malformed()
    {
        var reading = pipeline.Read([(byte)'"', 0xC3, (byte)'"']);

        Assert.Equal("The body is no UTF-8 text.", Malformed(reading));
    }

    [Fact]
    public void A_Message_Id_Of_Endless_Length_Is_Malformed()
    {
        var body = Encoding.UTF8.GetBytes(StandardEvents.Requested);

        var reading = pipeline.Read(SignedPipeline.Headers(body, id: new string('a', 257)), body);

        Assert.Equal("The header webhook-id has more than 256 characters.", Malformed(reading));
    }

    [Fact]
    public void Whatever_Is_Signed_Is_Read_Or_Refused_And_Never_Throws()
    {
        var mutated = Gen.Select(Gen.Int[0, StandardEvents.Requested.Length - 1], Gen.Int[0, 20], Gen.String[0, 5])
            .Select((at, length, text) =>
            {
                var end = Math.Min(StandardEvents.Requested.Length, at + length);
                return Encoding.UTF8.GetBytes($"{StandardEvents.Requested[..at]}{text}{StandardEvents.Requested[end..]}");
            });

        Gen.OneOf(mutated, Gen.Byte.Array[0, 200]).Sample(body =>
        {
            var reading = pipeline.Read(body);

            Assert.True(
                reading is WebhookReading.Requested or WebhookReading.Refused { Refusal: WebhookRefusal.Malformed, Detail.Length: > 0 });
        });
    }

    private static WebhookDelivery DeliveryOf(WebhookReading reading) => Assert.IsType<WebhookReading.Requested>(reading).Delivery;

    private static string Malformed(WebhookReading reading)
    {
        var refused = Assert.IsType<WebhookReading.Refused>(reading);
        Assert.Equal(WebhookRefusal.Malformed, refused.Refusal);
        return refused.Detail;
    }
}
