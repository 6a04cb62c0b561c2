using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Cards;
using Workflow.Adapters.Teams.Texts;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>Takes every pressed button of the gate's cards, in the time that Teams waits for the answer.</summary>
internal sealed class CardButtons(CardDecisions decisions, CardActions actions, IOptions<TeamsOptions> options, TimeProvider time)
{
    private static readonly string[] Verbs = [.. CardDecisions.Verbs, .. CardActions.Verbs];

    /// <param name="activity">Verified, and of the configured tenant.</param>
    public async Task<ChannelReply> TakeAsync(InboundActivity activity, CancellationToken cancellationToken)
    {
        if (ButtonPress.TryRead(activity, Verbs, out var defect) is not { } press)
        {
            return InvokeReply.BadRequest(defect);
        }

        if (InboundActivity.Number(press.Data, "cardVersion") is not ApprovalCard.Version)
        {
            return InvokeReply.Message(CardTexts.In(activity.Locale).OlderMake);
        }

        using var deadline = new CancellationTokenSource(options.Value.InvokeDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return CardDecisions.Verbs.Contains(press.Verb)
                ? await decisions.TakeAsync(press, either.Token)
                : await actions.TakeAsync(press, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return InvokeReply.Message(CardTexts.In(activity.Locale).NotRecordedInTime);
        }
    }
}
