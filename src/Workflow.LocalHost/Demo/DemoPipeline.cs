using System.Net;
using System.Text.Json;
using Workflow.Adapters.StandardWebhooks;
using Workflow.LocalHost.Demo.Gates;
using Workflow.LocalHost.Local.Pipeline;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Demo;

/// <summary>Sends deployment requests as a pipeline does: signed webhooks over HTTP.</summary>
/// <param name="http">With the gate's address.</param>
internal sealed class DemoPipeline(HttpClient http, IDemoGate gate, TimeProvider clock)
{
    private const string Environment = "production";

    /// <summary>Delivers a deployment's webhook as often as its scenario says.</summary>
    /// <returns>The deployment's id.</returns>
    /// <exception cref="DemoException">The gate refused the request.</exception>
    public async Task<string> RequestAsync(DemoDeployment deployment, string run, CancellationToken cancellationToken)
    {
        var id = $"demo-{run}-{deployment.Scenario.Key}";
        var body = JsonSerializer.SerializeToUtf8Bytes(Describe(deployment, id), WorkflowJson.Options);
        for (var delivery = 0; delivery < deployment.Scenario.Deliveries; delivery++)
        {
            // A sender's retry keeps the id and signs anew with the time of the attempt.
            await DeliverAsync($"msg_{id}", clock.GetUtcNow().AddSeconds(delivery), body, cancellationToken);
        }

        return id;
    }

    private async Task DeliverAsync(string messageId, DateTimeOffset at, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/webhooks/standard", UriKind.Relative))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.Add(StandardWebhookSignature.IdHeader, messageId);
        request.Headers.Add(
            StandardWebhookSignature.TimestampHeader, at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(
            StandardWebhookSignature.SignatureHeader, StandardWebhookSignature.Sign(gate.RequestSecret, messageId, at, body));
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.Accepted or HttpStatusCode.OK))
        {
            var answer = await GateAnswer.DescribeAsync(response, cancellationToken);
            string?[] lines = [$"The gate refused the deployment request: {answer}", gate.ExplainRefusal((int)response.StatusCode)];
            throw new DemoException(string.Join(System.Environment.NewLine, lines.OfType<string>()));
        }
    }

    private object Describe(DemoDeployment deployment, string id) => new
    {
        type = "deployment.requested",
        timestamp = clock.GetUtcNow(),
        data = new
        {
            id,
            service = deployment.Scenario.Service,
            environment = Environment,
            repository = new { kind = "git", location = gate.Files.Repository },
            commits = new { @base = deployment.Range.Base, head = deployment.Range.Head },
            @ref = deployment.Ref,
            requester = new { name = deployment.Requester.Name, email = deployment.Requester.Email },
            callbackUrl = new Uri(gate.StandIns, LocalPipeline.CallbackPath),
            documents = DemoCast.PlanFor(deployment) is { } plan ? new[] { new { name = "plan.json", content = plan } } : null,
        },
    };
}
