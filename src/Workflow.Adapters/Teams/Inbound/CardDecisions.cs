using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Cards;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>Turns a pressed button into a decision, or a record of what was opened, and the answer into what the sender sees.</summary>
internal sealed class CardDecisions(DecisionIntake intake, EvidenceIntake evidence, IOptions<TeamsOptions> options, TimeProvider time)
{
    /// <summary>Verbs of the buttons that are taken here.</summary>
    public static IReadOnlyCollection<string> Verbs { get; } =
        [ApprovalCard.ApproveVerb, ApprovalCard.RejectVerb, .. DutySection.Verbs.Keys];

    /// <param name="press">Verified, of the configured tenant and with one of <see cref="Verbs"/>.</param>
    public async Task<ChannelReply> TakeAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (DutySection.Verbs.TryGetValue(press.Verb, out var kind))
        {
            return Answer(await evidence.OpenAsync(press.Deployment, press.Sender, kind, press.Head, cancellationToken), press);
        }

        var decision = new Decision(
            press.Id,
            press.Deployment,
            press.Sender,
            press.Verb is ApprovalCard.ApproveVerb ? DecisionKind.Approve : DecisionKind.Reject,
            press.Inputs.Comment,
            press.Head,
            time.GetUtcNow())
        {
            Ticked = press.Inputs.Ticked,
        };
        return Answer(await intake.SubmitAsync(decision, cancellationToken), press);
    }

    private ChannelReply Answer(EvidenceReply reply, ButtonPress press) => reply is { Review: { } review, Asked: { } asked }
        ? InvokeReply.Card(ApprovalCard.Build(
            review, asked.In(asked.Person.Language ?? reply.Language ?? press.Locale), options.Value.ConsoleBaseUrl, inputs: press.Inputs))
        : InvokeReply.Message(RefusalTexts.Of(CardTexts.In(reply.Language ?? press.Locale), reply));

    private ChannelReply Answer(DecisionReply reply, ButtonPress press)
    {
        var language = reply.Asked?.Person.Language ?? reply.Language ?? press.Locale;
        var texts = CardTexts.In(language);
        var message = RefusalTexts.Of(texts, reply);
        if (reply is { Review: { } review, Asked: { } asked })
        {
            if (reply.Judgement.IsAccepted)
            {
                return InvokeReply.Card(ApprovalCard.Build(review, asked.In(language), options.Value.ConsoleBaseUrl));
            }

            if (reply.Judgement.Refusal is DecisionRefusal.CommentRequired or DecisionRefusal.ReviewEnded or DecisionRefusal.AlreadyDecided
                or DecisionRefusal.TooEarly or DecisionRefusal.ChecklistIncomplete or DecisionRefusal.EvidenceNotOpened
                or DecisionRefusal.HandedOver or DecisionRefusal.SignInRequired)
            {
                return InvokeReply.Card(
                    ApprovalCard.Build(review, asked.In(language), options.Value.ConsoleBaseUrl, message, press.Inputs));
            }
        }

        return InvokeReply.Message(message);
    }
}
