namespace Workflow.Core.Reviews;

/// <summary>Which actions take effect, and what each does to a review. An action that is repeated takes effect once.</summary>
public static class ActionRules
{
    /// <summary>The most questions that one review takes.</summary>
    public const int MaxQuestions = 20;

    /// <param name="person">The sender as the directory knows them at this moment; null where it does not.</param>
    /// <param name="target">To whom a review is handed, as the directory knows them; null where it does not.</param>
    public static ActionJudgement Judge(Review review, ReviewAction action, Person? person, Person? target = null)
    {
        if (person is null)
        {
            return Refuse(review, "The directory does not know you.");
        }

        if (!review.IsOpen || review.Outcome is not null)
        {
            return Refuse(review, $"This review has ended. {review.Outcome?.Explanation}".TrimEnd());
        }

        return action.Kind switch
        {
            ReviewActionKind.Answer => Answer(review, action, person),
            ReviewActionKind.Withdraw => Withdraw(review, person),
            _ when review.State is not ReviewState.Waiting => Refuse(review, "This review does not wait for anybody yet."),
            ReviewActionKind.Volunteer => Volunteer(review, person),
            _ when review.FindAsked(person.Id) is not { Undeliverable: null } asked =>
                Refuse(review, "You were not asked to review this deployment."),
            ReviewActionKind.Delegate => Delegate(review, action, review.FindAsked(person.Id)!, target),
            _ when review.FindAsked(person.Id)!.Delegated is { } handed => Refuse(review, $"You handed this review to {handed.Name}."),
            ReviewActionKind.Ask => Ask(review, action, person),
            _ => Snooze(review, action, review.FindAsked(person.Id)!),
        };
    }

    private static ActionJudgement Ask(Review review, ReviewAction action, Person person) =>
        review.Questions.Any(known => known.Id == action.Id) ? new(null, review)
        : string.IsNullOrWhiteSpace(action.Text) ? Refuse(review, "Write your question before you send it.")
        : review.Questions.Count >= MaxQuestions ? Refuse(review, $"A review takes {MaxQuestions} questions at most. Please talk to the author.")
        : new(null, review with
        {
            Questions = [.. review.Questions, new Question(action.Id, person.Id, person.Name, Decision.Shorten(action.Text)!, action.At)],
        });

    private static ActionJudgement Answer(Review review, ReviewAction action, Person person)
    {
        if (!review.IsMadeBy(person))
        {
            return Refuse(review, "Only those who made the change or asked for its deployment can answer.");
        }

        if (review.Questions.FirstOrDefault(known => known.Id == action.QuestionId) is not { } question)
        {
            return Refuse(review, "There is no such question.");
        }

        return question.Answer is { } known
            ? known.Id == action.Id ? new(null, review) : Refuse(review, $"{known.ByName} has answered this question already.")
            : string.IsNullOrWhiteSpace(action.Text) ? Refuse(review, "Write your answer before you send it.")
            : new(null, review with { Questions = [.. review.Questions.Select(one => one.Id == question.Id ? Answered(one) : one)] });

        Question Answered(Question one) => one with
        {
            Answer = new Answer(action.Id, person.Id, person.Name, Decision.Shorten(action.Text)!, action.At),
        };
    }

    private static ActionJudgement Delegate(Review review, ReviewAction action, AskedReviewer asked, Person? target)
    {
        if (asked.Delegated is { } handed)
        {
            return handed.ActionId == action.Id ? new(null, review) : Refuse(review, $"You handed this review to {handed.Name} already.");
        }

        if (target is null)
        {
            return Refuse(review, "The directory does not know whom you chose. Choose somebody from the list.");
        }

        if (review.Decisions.Any(one => one.ReviewerId == asked.Person.Id))
        {
            return Refuse(review, "You have decided already, so there is nothing to hand over.");
        }

        if (review.FindAsked(target.Id) is not null)
        {
            return Refuse(review, $"{target.Name} was asked already.");
        }

        string[] reasons =
        [
            .. review.EligibilityOf(target, asked).Reasons,
            .. Availability.FindAbsence(target, action.At) is { } absence ? new[] { absence } : [],
        ];
        return reasons.Length > 0
            ? Refuse(review, $"{target.Name} cannot review this: {string.Join("; ", reasons)}.")
            : new(null, review.WithAsked(asked with { Delegated = new Delegation(action.Id, target.Id, target.Name, action.At) }));
    }

    private static ActionJudgement Snooze(Review review, ReviewAction action, AskedReviewer asked) =>
        review.Decisions.Any(one => one.ReviewerId == asked.Person.Id) ? Refuse(review, "You have decided already; nobody reminds you.")
        : action.Until is not { } until || until <= action.At ? Refuse(review, "Choose a time that is still to come.")
        : until >= (review.Deadline ?? asked.Deadline) ? Refuse(review, "That is not within the deadline. Choose an earlier time, or hand the review over.")
        : asked.SnoozedUntil == until ? new(null, review)
        : new(null, review.WithAsked(asked with { SnoozedUntil = until }));

    /// <summary>Whoever fits any of the posts takes it on; the orchestration asks them.</summary>
    private static ActionJudgement Volunteer(Review review, Person person)
    {
        if (review.FindAsked(person.Id) is not null)
        {
            return Refuse(review, "You were asked already. Please use the card in your chat with the gate.");
        }

        return FindOffer(review, person) is not null ? new(null, review)
            : review.Posts.Count == 0 ? Refuse(review, "This review is not offered to volunteers.")
            : Refuse(review, $"You may not review this: {string.Join("; ", ReasonsAgainst(review, person, review.Posts[^1]))}.");
    }

    /// <summary>The post that a person may follow; null where there is none.</summary>
    public static ChannelPost? FindOffer(Review review, Person person) =>
        review.Posts.FirstOrDefault(post => ReasonsAgainst(review, person, post).Count == 0);

    private static IReadOnlyList<string> ReasonsAgainst(Review review, Person person, ChannelPost post) =>
        review.EligibilityOf(person, post.MinimumLevel, post.Role).Reasons;

    private static ActionJudgement Withdraw(Review review, Person person) =>
        review.AfterTheFactOf is not null ? Refuse(review, "The deployment was released already: there is nothing to take back.")
        : review.IsMadeBy(person) ? new(null, review)
        : Refuse(review, "Only those who made the change or asked for its deployment can withdraw it.");

    private static ActionJudgement Refuse(Review review, string reason) => new(reason, review);
}
