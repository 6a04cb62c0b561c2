using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Cards;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>Turns a pressed button into a decision and its judgement into what the sender sees.</summary>
internal sealed class CardDecisions(DecisionIntake intake, IOptions<TeamsOptions> options, TimeProvider time)
{
    /// <param name="activity">Verified, and of the configured tenant.</param>
    public async Task<ChannelReply> TakeAsync(InboundActivity activity, CancellationToken cancellationToken)
    {
        if (Read(activity, out var defect) is not { } decision)
        {
            return InvokeReply.BadRequest(defect);
        }

        if (InboundActivity.Number(Data(activity), "cardVersion") is not ApprovalCard.Version)
        {
            return InvokeReply.Message("This card is of an older make. Please wait for the next one.");
        }

        using var deadline = new CancellationTokenSource(options.Value.InvokeDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return Answer(await intake.SubmitAsync(decision, either.Token));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return InvokeReply.Message("The gate could not record your decision in time. Please press the button again.");
        }
    }

    private ChannelReply Answer(DecisionReply reply)
    {
        if (reply is { Review: { } review, Asked: { } asked })
        {
            if (reply.Judgement.IsAccepted)
            {
                return InvokeReply.Card(ApprovalCard.Build(review, asked, options.Value.ConsoleBaseUrl));
            }

            if (reply.Judgement.Refusal is DecisionRefusal.CommentRequired or DecisionRefusal.ReviewEnded or DecisionRefusal.AlreadyDecided)
            {
                return InvokeReply.Card(ApprovalCard.Build(review, asked, options.Value.ConsoleBaseUrl, reply.Judgement.Message));
            }
        }

        return InvokeReply.Message(reply.Judgement.Message);
    }

    private Decision? Read(InboundActivity activity, out string defect)
    {
        var data = Data(activity);
        DecisionKind? kind = InboundActivity.Text(activity.Action, "verb") switch
        {
            ApprovalCard.ApproveVerb => DecisionKind.Approve,
            ApprovalCard.RejectVerb => DecisionKind.Reject,
            _ => null,
        };
        defect = (kind, data) switch
        {
            (null, _) => $"value.action.verb must be '{ApprovalCard.ApproveVerb}' or '{ApprovalCard.RejectVerb}'.",
            _ when !DeploymentId.TryParse(InboundActivity.Text(data, "reviewId"), out _) => "value.action.data.reviewId names no review.",
            _ when string.IsNullOrEmpty(InboundActivity.Text(data, "head")) => "value.action.data.head is missing.",
            _ when string.IsNullOrWhiteSpace(activity.SenderObjectId) => "from.aadObjectId is missing.",
            _ => string.Empty,
        };
        if (defect.Length > 0)
        {
            return null;
        }

        return new Decision(
            DecisionId(activity),
            DeploymentId.Parse(InboundActivity.Text(data, "reviewId")!),
            new ActorIdentity(activity.SenderName, ObjectId: activity.SenderObjectId),
            kind!.Value,
            InboundActivity.Text(data, "comment"),
            InboundActivity.Text(data, "head")!,
            time.GetUtcNow());
    }

    /// <summary>The same for every delivery of one press; another for another press, so that each refusal is in the audit.</summary>
    private static string DecisionId(InboundActivity activity)
    {
        var data = Data(activity);
        string?[] parts =
        [
            activity.ConversationId,
            activity.ReplyToId,
            activity.Id,
            activity.SenderObjectId!.ToLowerInvariant(),
            InboundActivity.Text(activity.Action, "verb"),
            InboundActivity.Text(data, "reviewId"),
        ];
        return $"teams-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32]}";
    }

    private static System.Text.Json.Nodes.JsonObject? Data(InboundActivity activity) => InboundActivity.Child(activity.Action, "data");
}
