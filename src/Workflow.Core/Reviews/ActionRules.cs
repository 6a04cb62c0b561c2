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
            return Refuse(review, ActionRefusal.UnknownPerson);
        }

        if (!review.IsOpen || review.Outcome is not null)
        {
            return Refuse(review, ActionRefusal.ReviewEnded, review.Outcome?.Explanation);
        }

        return action.Kind switch
        {
            ReviewActionKind.Answer => Answer(review, action, person),
            ReviewActionKind.Withdraw => Withdraw(review, person),
            _ when review.State is not ReviewState.Waiting => Refuse(review, ActionRefusal.NotWaiting),
            ReviewActionKind.Volunteer => Volunteer(review, person),
            _ when review.FindAsked(person.Id) is not { Undeliverable: null } asked =>
                Refuse(review, ActionRefusal.NotAsked),
            ReviewActionKind.Delegate => Delegate(review, action, review.FindAsked(person.Id)!, target),
            _ when review.FindAsked(person.Id)!.Delegated is { } handed => Refuse(review, ActionRefusal.HandedOver, handed.Name),
            ReviewActionKind.Ask => Ask(review, action, person),
            _ => Snooze(review, action, review.FindAsked(person.Id)!),
        };
    }

    /// <summary>
    /// Whether a question can reach somebody: in an old review after the fact nobody who made the change has a card, and sometimes none of
    /// the cards can be delivered.
    /// </summary>
    public static bool CanAsk(Review review) =>
        (review.AfterTheFactOf is null || review.Policy is { TellsAuthors: true })
        && (review.Told.Count == 0 || review.Told.Any(one => one.Undeliverable is null));

    private static ActionJudgement Ask(Review review, ReviewAction action, Person person) =>
        review.Questions.Any(known => known.Id == action.Id) ? new(null, review)
        : !CanAsk(review) ? Refuse(review, ActionRefusal.NobodyToAsk)
        : string.IsNullOrWhiteSpace(action.Text) ? Refuse(review, ActionRefusal.NoText)
        : review.Questions.Count >= MaxQuestions ? Refuse(review, ActionRefusal.TooManyQuestions, $"{MaxQuestions}")
        : new(null, review with
        {
            Questions = [.. review.Questions, new Question(action.Id, person.Id, person.Name, Decision.Shorten(action.Text)!, action.At)],
        });

    private static ActionJudgement Answer(Review review, ReviewAction action, Person person)
    {
        if (!review.IsMadeBy(person))
        {
            return Refuse(review, ActionRefusal.NotTheAuthor);
        }

        if (review.Questions.FirstOrDefault(known => known.Id == action.QuestionId) is not { } question)
        {
            return Refuse(review, ActionRefusal.NoSuchQuestion);
        }

        return question.Answer is { } known
            ? known.Id == action.Id ? new(null, review) : Refuse(review, ActionRefusal.Answered, known.ByName)
            : string.IsNullOrWhiteSpace(action.Text) ? Refuse(review, ActionRefusal.NoText)
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
            return handed.ActionId == action.Id ? new(null, review) : Refuse(review, ActionRefusal.HandedOver, handed.Name);
        }

        if (target is null)
        {
            return Refuse(review, ActionRefusal.UnknownTarget);
        }

        if (review.Decisions.Any(one => one.ReviewerId == asked.Person.Id))
        {
            return Refuse(review, ActionRefusal.Decided);
        }

        if (review.FindAsked(target.Id) is not null)
        {
            return Refuse(review, ActionRefusal.TargetAsked, target.Name);
        }

        string[] reasons =
        [
            .. review.EligibilityOf(target, asked).Reasons,
            .. Availability.FindAbsence(target, action.At) is { } absence ? new[] { absence } : [],
        ];
        return reasons.Length > 0 ? Refuse(review, ActionRefusal.TargetNotEligible, string.Join("; ", reasons))
            : FindLost(review, asked.Person, target) is { } lost
                ? Refuse(review, ActionRefusal.TargetLacks, lost.ToString()) with { Missing = lost }
            : new(null, review.WithAsked(asked with { Delegated = new Delegation(action.Id, target.Id, target.Name, action.At) }));
    }

    /// <summary>
    /// What is missing that somebody who was asked can give, and another in their place cannot: beside the approvals that count, and beside
    /// those that the others who were asked can give too. Null for nothing.
    /// </summary>
    private static QuorumGap? FindLost(Review review, Person asked, Person target)
    {
        var others = review.Asked.Where(one => one.CanDecide && one.Person.Id != asked.Id).Select(one => Expect(one.Person));
        IReadOnlyList<JudgedDecision>[] given = [review.Decisions, [.. review.Decisions, .. others]];
        return given
            .Select(decisions => Quorum.FindGap(review.Policy?.Requirement ?? Quorum.Least, decisions))
            .Select(gap => gap.FilledOnlyBy(Expect(asked), Expect(target)))
            .FirstOrDefault(lost => lost.IsOfKind);

        JudgedDecision Expect(Person person) => JudgedDecision.Expect(person, review.IsCodeOwner(person));
    }

    private static ActionJudgement Snooze(Review review, ReviewAction action, AskedReviewer asked) =>
        review.Decisions.Any(one => one.ReviewerId == asked.Person.Id) ? Refuse(review, ActionRefusal.Decided)
        : action.Until is not { } until || until <= action.At ? Refuse(review, ActionRefusal.TimePassed)
        : until >= (review.Deadline ?? asked.Deadline) ? Refuse(review, ActionRefusal.BeyondDeadline)
        : asked.SnoozedUntil == until ? new(null, review)
        : new(null, review.WithAsked(asked with { SnoozedUntil = until }));

    /// <summary>Whoever fits any of the posts takes it on, also whom no card has reached; the orchestration asks them.</summary>
    private static ActionJudgement Volunteer(Review review, Person person)
    {
        if (review.FindAsked(person.Id) is { } asked && asked is not { Undeliverable: not null, Delegated: null })
        {
            return Refuse(review, ActionRefusal.Asked);
        }

        return FindOffer(review, person) is not null ? new(null, review)
            : review.Posts.Count == 0 ? Refuse(review, ActionRefusal.NotOffered)
            : Refuse(review, ActionRefusal.NotEligible, string.Join("; ", ReasonsAgainst(review, person, review.Posts[^1])));
    }

    /// <summary>The post that a person may follow; null where there is none.</summary>
    public static ChannelPost? FindOffer(Review review, Person person) =>
        review.Posts.FirstOrDefault(post => ReasonsAgainst(review, person, post).Count == 0);

    private static IReadOnlyList<string> ReasonsAgainst(Review review, Person person, ChannelPost post) =>
        review.EligibilityOf(person, post.MinimumLevel, post.Role).Reasons;

    private static ActionJudgement Withdraw(Review review, Person person) =>
        review.AfterTheFactOf is not null ? Refuse(review, ActionRefusal.Released)
        : review.IsMadeBy(person) ? new(null, review)
        : Refuse(review, ActionRefusal.NotTheAuthor);

    private static ActionJudgement Refuse(Review review, ActionRefusal refusal, string? detail = null) =>
        new(refusal, review) { Detail = detail };
}
