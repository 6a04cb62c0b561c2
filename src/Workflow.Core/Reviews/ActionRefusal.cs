namespace Workflow.Core.Reviews;

/// <summary>Why an action takes no effect.</summary>
public enum ActionRefusal
{
    UnknownPerson,

    /// <summary>The detail says how.</summary>
    ReviewEnded,
    NotWaiting,
    NotAsked,

    /// <summary>To whom the detail names.</summary>
    HandedOver,
    Decided,
    NoText,

    /// <summary>None of those who made the change can be asked here.</summary>
    NobodyToAsk,

    /// <summary>The detail is how many there can be.</summary>
    TooManyQuestions,

    /// <summary>Only those who made the change or asked for its deployment can do it.</summary>
    NotTheAuthor,
    NoSuchQuestion,

    /// <summary>By whom the detail names.</summary>
    Answered,
    UnknownTarget,

    /// <summary>Whom the detail names.</summary>
    TargetAsked,

    /// <summary>The detail is the reasons.</summary>
    TargetNotEligible,

    /// <summary>The detail is what only the sender could give.</summary>
    TargetLacks,
    TimePassed,
    BeyondDeadline,

    /// <summary>The volunteer has a card already.</summary>
    Asked,
    NotOffered,

    /// <summary>The detail is the reasons.</summary>
    NotEligible,

    /// <summary>A break-glass released the deployment before.</summary>
    Released,
}

/// <summary>Refusals in the words of the audit.</summary>
public static class ActionRefusals
{
    /// <param name="detail">What the refusal names; null for nothing.</param>
    public static string Describe(this ActionRefusal refusal, string? detail) => refusal switch
    {
        ActionRefusal.UnknownPerson => "The directory does not know you.",
        ActionRefusal.ReviewEnded => $"This review has ended. {detail}".TrimEnd(),
        ActionRefusal.NotWaiting => "This review does not wait for anybody yet.",
        ActionRefusal.NotAsked => "You were not asked to review this deployment.",
        ActionRefusal.HandedOver => $"You handed this review to {detail}.",
        ActionRefusal.Decided => "You have decided already.",
        ActionRefusal.NoText => "Write your text before you send it.",
        ActionRefusal.NobodyToAsk => "None of those who made the change can be asked here. Please ask them otherwise.",
        ActionRefusal.TooManyQuestions => $"A review takes {detail} questions at most. Please talk to the author.",
        ActionRefusal.NotTheAuthor => "Only those who made the change or asked for its deployment can do this.",
        ActionRefusal.NoSuchQuestion => "There is no such question.",
        ActionRefusal.Answered => $"{detail} has answered this question already.",
        ActionRefusal.UnknownTarget => "Choose somebody from the list, whom the directory knows.",
        ActionRefusal.TargetAsked => $"{detail} was asked already.",
        ActionRefusal.TargetNotEligible => $"The review cannot be handed over: {detail}.",
        ActionRefusal.TargetLacks =>
            $"In your place the review needs {detail}. Hand it to somebody who fills that too, or decide it yourself.",
        ActionRefusal.TimePassed => "Choose a time that is still to come.",
        ActionRefusal.BeyondDeadline => "That is not within the deadline. Choose an earlier time, or hand the review over.",
        ActionRefusal.Asked => "You were asked already. Please use the card in your chat with the gate.",
        ActionRefusal.NotOffered => "This review is not offered to volunteers.",
        ActionRefusal.NotEligible => $"You may not review this: {detail}.",
        ActionRefusal.Released => "The deployment was released already: there is nothing to take back.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };
}
