using System.Globalization;
using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>What an authentic body asks for: a request or an end, or neither where it has problems.</summary>
/// <param name="Content">The type and the raw <c>data</c> object, for the digest.</param>
internal sealed record DeploymentEvent(
    IReadOnlyList<string> Problems,
    string Content = "",
    DeploymentRequest? Request = null,
    (DeploymentId Deployment, ReviewEnd End)? Ended = null)
{
    /// <summary>Of the documents that came with the request.</summary>
    public IReadOnlyList<DocumentContent> Contents { get; init; } = [];
}

/// <summary>Reads the body of a signed request: strictly, and reporting everything that is wrong with it at once.</summary>
internal sealed class DeploymentEventReader(IOptions<StandardWebhooksOptions> options, TimeProvider time)
{
    private const string Requested = "deployment.requested";
    private const string Withdrawn = "deployment.withdrawn";
    private const string Superseded = "deployment.superseded";
    private const int MaxReasonLength = 1000;

    public DeploymentEvent Read(ReadOnlyMemory<byte> body)
    {
        var read = new DeploymentEvent([]);
        var problems = PayloadDocument.Read(body, root => read = Read(root));
        return problems.Count > 0 ? new DeploymentEvent(problems) : read;
    }

    private DeploymentEvent Read(PayloadObject root)
    {
        string[] types = [Requested, Withdrawn, Superseded];
        var type = root.Text("type", types.Contains, $"one of {string.Join(", ", types)}");
        root.Text("timestamp", IsTimestamp, "an ISO 8601 time with its offset, such as 2026-01-31T12:00:00Z", isRequired: false);
        var data = root.Object("data");
        root.RefuseOthers();
        DeploymentRequest? request = null;
        IReadOnlyList<DocumentContent> contents = [];
        (DeploymentId, ReviewEnd)? ended = null;
        if (data is not null && type is Requested)
        {
            (request, contents) = new DeploymentRequestReader(options.Value).Read(data, time.GetUtcNow());
        }
        else if (data is not null && type is not null)
        {
            ended = ReadEnd(data, isSuperseded: type is Superseded);
        }

        return new DeploymentEvent([], $"{type}\n{data?.RawText}", request, ended) { Contents = contents };
    }

    private static (DeploymentId Deployment, ReviewEnd End)? ReadEnd(PayloadObject data, bool isSuperseded)
    {
        var id = DeploymentRequestReader.ReadId(data, "id");
        var by = isSuperseded ? DeploymentRequestReader.ReadId(data, "by") : null;
        var reason = data.Text("reason", isRequired: false, MaxReasonLength);
        data.RefuseOthers();
        if (id is not null && id == by)
        {
            data.Note("by", "must name another deployment than id");
        }

        if (id is null)
        {
            return null;
        }

        return by is null
            ? (id, new ReviewEnd(OutcomeReason.Withdrawn, reason ?? "The pipeline withdrew the deployment."))
            : (id, new ReviewEnd(OutcomeReason.Superseded, reason ?? $"Deployment {by} took its place.", by));
    }

    private static bool IsTimestamp(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
