using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Cards;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>Turns a pressed button into a decision, or a record of what was opened, and the answer into what the sender sees.</summary>
internal sealed class CardDecisions(DecisionIntake intake, EvidenceIntake evidence, IOptions<TeamsOptions> options, TimeProvider time)
{
    /// <summary>No checklist is longer; what is sent beyond it is dropped.</summary>
    private const int MaxTicked = 100;

    /// <param name="activity">Verified, and of the configured tenant.</param>
    public async Task<ChannelReply> TakeAsync(InboundActivity activity, CancellationToken cancellationToken)
    {
        if (Read(activity, out var defect) is not { } pressed)
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
            return pressed.Opens is { } kind
                ? Answer(await evidence.OpenAsync(
                    pressed.Decision.Deployment, pressed.Decision.Reviewer, kind, pressed.Decision.Head, either.Token), Inputs(activity))
                : Answer(await intake.SubmitAsync(pressed.Decision, either.Token), Inputs(activity));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return InvokeReply.Message("The gate could not record that in time. Please press the button again.");
        }
    }

    private ChannelReply Answer(EvidenceReply reply, CardInputs inputs) => reply is { Review: { } review, Asked: { } asked }
        ? InvokeReply.Card(ApprovalCard.Build(review, asked, options.Value.ConsoleBaseUrl, inputs: inputs))
        : InvokeReply.Message(reply.Refusal!);

    private ChannelReply Answer(DecisionReply reply, CardInputs inputs)
    {
        if (reply is { Review: { } review, Asked: { } asked })
        {
            if (reply.Judgement.IsAccepted)
            {
                return InvokeReply.Card(ApprovalCard.Build(review, asked, options.Value.ConsoleBaseUrl));
            }

            if (reply.Judgement.Refusal is DecisionRefusal.CommentRequired or DecisionRefusal.ReviewEnded or DecisionRefusal.AlreadyDecided
                or DecisionRefusal.TooEarly or DecisionRefusal.ChecklistIncomplete or DecisionRefusal.EvidenceNotOpened)
            {
                return InvokeReply.Card(ApprovalCard.Build(review, asked, options.Value.ConsoleBaseUrl, reply.Judgement.Message, inputs));
            }
        }

        var leadsOn = reply.Judgement.Refusal is DecisionRefusal.SignInRequired;
        return InvokeReply.Message(leadsOn && reply.Review is { } waiting && DecisionPage(waiting.Id) is { } page
            ? $"{reply.Judgement.Message} {page}"
            : reply.Judgement.Message);
    }

    /// <summary>Where a decision is taken with proof of a sign-in, which a card has none of.</summary>
    private string? DecisionPage(DeploymentId id) => options.Value.ConsoleBaseUrl is { } console
        ? new Uri(console, $"deployments/{id}/decision").AbsoluteUri
        : null;

    /// <summary>What the sender has entered: the client puts it into the button's data.</summary>
    private static CardInputs Inputs(InboundActivity activity)
    {
        var data = Data(activity);
        var ticked = (data ?? [])
            .Where(one => one.Key.StartsWith(CardInputs.TogglePrefix, StringComparison.Ordinal))
            .Select(one => InboundActivity.Text(data, one.Key))
            .Where(item => !string.IsNullOrEmpty(item) && item is not CardInputs.NotTicked)
            .OfType<string>()
            .Take(MaxTicked);
        return new CardInputs(InboundActivity.Text(data, "comment"), [.. ticked]);
    }

    /// <returns>Null for a malformed one. Opening is no decision: of that, only who, which review and which head are used.</returns>
    private (Decision Decision, EvidenceKinds? Opens)? Read(InboundActivity activity, out string defect)
    {
        var data = Data(activity);
        var verb = InboundActivity.Text(activity.Action, "verb");
        EvidenceKinds? opens = verb is not null && DutySection.Verbs.TryGetValue(verb, out var evidenceKind) ? evidenceKind : null;
        DecisionKind? kind = verb switch
        {
            ApprovalCard.ApproveVerb => DecisionKind.Approve,
            ApprovalCard.RejectVerb => DecisionKind.Reject,
            _ when opens is not null => DecisionKind.Reject,
            _ => null,
        };
        defect = (kind, data) switch
        {
            (null, _) => $"value.action.verb must be '{ApprovalCard.ApproveVerb}', '{ApprovalCard.RejectVerb}' or one of "
                + $"{string.Join(", ", DutySection.Verbs.Keys)}.",
            _ when !DeploymentId.TryParse(InboundActivity.Text(data, "reviewId"), out _) => "value.action.data.reviewId names no review.",
            _ when string.IsNullOrEmpty(InboundActivity.Text(data, "head")) => "value.action.data.head is missing.",
            _ when string.IsNullOrWhiteSpace(activity.SenderObjectId) => "from.aadObjectId is missing.",
            _ => string.Empty,
        };
        if (defect.Length > 0)
        {
            return null;
        }

        var decision = new Decision(
            DecisionId(activity),
            DeploymentId.Parse(InboundActivity.Text(data, "reviewId")!),
            new ActorIdentity(activity.SenderName, ObjectId: activity.SenderObjectId),
            kind!.Value,
            InboundActivity.Text(data, "comment"),
            InboundActivity.Text(data, "head")!,
            time.GetUtcNow())
        {
            Ticked = Inputs(activity).Ticked,
        };
        return (decision, opens);
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
