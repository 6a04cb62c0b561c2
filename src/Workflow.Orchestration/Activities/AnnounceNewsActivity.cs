using Workflow.Core;
using Workflow.Core.Audit;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Says in a message what is new on a card: a question to the authors, an answer to who asked, the outcome to the authors. Whom a message
/// has reached gets none from another attempt, unless the first was cut off before it could be noted.
/// </summary>
public sealed class AnnounceNewsActivity(IReviewStore reviews, IApprovalChannel channel, IDeliveryLog deliveries, IAuditLog audit)
    : IActivity<AnnounceNewsInput, Unit>
{
    private const string Scope = "news";
    private const string Sent = "sent";

    public async Task<Unit> RunAsync(AnnounceNewsInput input, CancellationToken cancellationToken)
    {
        if (await reviews.FindAsync(input.Deployment, cancellationToken) is not { } review || Find(review, input) is not { } news)
        {
            return Unit.Value;
        }

        var readers = news.Kind is NewsKind.Answer
            ? review.Asked.Where(one => one.Person.Id == news.To).Select(one => (one.Person, one.Card))
            : review.Told.Select(one => (one.Person, one.Card));
        await Task.WhenAll(readers.Select(reader => AnnounceAsync(review, reader.Person, reader.Card, news, input, cancellationToken)));
        return Unit.Value;
    }

    private async Task AnnounceAsync(
        Review review, Person reader, CardReference? card, News news, AnnounceNewsInput input, CancellationToken cancellationToken)
    {
        var key = $"news.announced:{input.QuestionId ?? Words.Token(news.Kind)}:{(input.IsAnswer ? "answer:" : "")}{reader.Id}";
        var message = $"{review.Id}:{key}";
        if (card is null || await deliveries.HasAttemptAsync(Scope, message, Sent, cancellationToken))
        {
            return;
        }

        var entry = new AuditEntry(
            review.Id,
            key,
            "news.announced",
            AuditEntry.Gate,
            $"{reader.Name} is told of the {Words.Of(news.Kind)}.");
        await audit.AppendAsync(entry, cancellationToken);
        try
        {
            await channel.AnnounceAsync(review, reader, card, news, cancellationToken);
            await deliveries.ClaimAsync(Scope, message, message, Sent, cancellationToken);
        }
        catch (ChannelRefusedException)
        {
            // The card itself is on record as one that cannot be updated.
        }
    }

    private static News? Find(Review review, AnnounceNewsInput input)
    {
        if (input.QuestionId is null)
        {
            return review.Outcome is { } outcome ? new News(NewsKind.Outcome, null, outcome.Explanation, null) : null;
        }

        return review.Questions.FirstOrDefault(one => one.Id == input.QuestionId) switch
        {
            null => null,
            { Answer: { } answer } question when input.IsAnswer =>
                new News(NewsKind.Answer, answer.ByName, answer.Text, question.AskedById),
            var question => new News(NewsKind.Question, question.AskedByName, question.Text, null),
        };
    }
}
