using System.Globalization;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams.Cards;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>Turns a pressed button that decides nothing into an action, and the answer into what the sender sees.</summary>
internal sealed class CardActions(ActionIntake intake, IOptions<TeamsOptions> options, TimeProvider time)
{
    private static readonly Dictionary<string, ReviewActionKind> Kinds = new(StringComparer.Ordinal)
    {
        [ConversationSection.AskVerb] = ReviewActionKind.Ask,
        [ConversationSection.DelegateVerb] = ReviewActionKind.Delegate,
        [ConversationSection.SnoozeVerb] = ReviewActionKind.Snooze,
        [AuthorCard.AnswerVerb] = ReviewActionKind.Answer,
        [AuthorCard.WithdrawVerb] = ReviewActionKind.Withdraw,
        [PostCard.VolunteerVerb] = ReviewActionKind.Volunteer,
    };

    /// <summary>Verbs of the buttons that are taken here.</summary>
    public static IReadOnlyCollection<string> Verbs => Kinds.Keys;

    /// <param name="press">Verified, of the configured tenant and with one of <see cref="Verbs"/>.</param>
    public async Task<ChannelReply> TakeAsync(ButtonPress press, CancellationToken cancellationToken) =>
        Answer(await intake.SubmitAsync(Read(press), cancellationToken), press);

    private ReviewAction Read(ButtonPress press)
    {
        var now = time.GetUtcNow();
        var kind = Kinds[press.Verb];
        var entered = press.Text(ConversationSection.MinutesInput);
        var minutes = int.TryParse(entered, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, 7 * 24 * 60)
            : 0;
        return new ReviewAction(press.Id, press.Deployment, press.Sender, kind, now)
        {
            Text = kind switch
            {
                ReviewActionKind.Ask => press.Inputs.Comment,
                ReviewActionKind.Answer => press.Text(AuthorCard.AnswerInput),
                _ => null,
            },
            QuestionId = press.Text(AuthorCard.QuestionData),
            To = press.Text(ConversationSection.ToInput),
            Until = kind is ReviewActionKind.Snooze && minutes > 0 ? now.AddMinutes(minutes) : null,
        };
    }

    /// <remarks>A card is in one language: that of the reader, or of their client where the directory knows of none.</remarks>
    private ChannelReply Answer(ActionReply reply, ButtonPress press)
    {
        var told = reply.Review?.FindTold(reply.Person?.Id);
        var language = (reply.Asked?.Person ?? told?.Person)?.Language ?? reply.Person?.Language ?? press.Locale;
        var texts = CardTexts.In(language);
        if (reply is not { Judgement: { } judgement, Review: { } review })
        {
            return InvokeReply.Message(texts.NoSuchReview);
        }

        var notice = RefusalTexts.Of(texts, judgement);
        if (press.Verb is PostCard.VolunteerVerb)
        {
            return InvokeReply.Message(notice ?? texts.CardOnItsWay);
        }

        if (press.Verb is AuthorCard.AnswerVerb or AuthorCard.WithdrawVerb)
        {
            return reply.Person is { } person && review.IsMadeBy(person)
                ? InvokeReply.Card(AuthorCard.Build(
                    review,
                    new ToldAuthor((told?.Person ?? person) with { Language = language }, time.GetUtcNow()),
                    options.Value.ConsoleBaseUrl,
                    notice,
                    notice is null ? null : press.Text(AuthorCard.AnswerInput)))
                : InvokeReply.Message(notice ?? texts.DecisionRecorded);
        }

        // A sent question leaves the input empty for the next one.
        var inputs = notice is null && press.Verb is ConversationSection.AskVerb ? press.Inputs with { Comment = null } : press.Inputs;
        return reply.Asked is { } asked
            ? InvokeReply.Card(ApprovalCard.Build(review, asked.In(language), options.Value.ConsoleBaseUrl, notice, inputs))
            : InvokeReply.Message(notice ?? texts.DecisionRecorded);
    }
}
