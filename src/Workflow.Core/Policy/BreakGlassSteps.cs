using Workflow.Core.Reviews;
using static Workflow.Core.Policy.BreakGlassJudgement;

namespace Workflow.Core.Policy;

/// <summary>
/// The steps of a break-glass: asking, confirming, releasing. Pure; a step that was taken before is accepted again, unchanged.
/// </summary>
public static class BreakGlassSteps
{
    /// <summary>Who confirms is at least this, whatever the policy says.</summary>
    private const Level ConfirmerLevel = Level.Senior;

    /// <param name="known">The newest break-glass of the content; null where there is none.</param>
    /// <param name="person">Who asks, as the directory knows them; null where it does not.</param>
    public static BreakGlassJudgement Ask(
        DeploymentPolicy policy, Review review, BreakGlass? known, Person? person, string? reason, string? incident, DateTimeOffset at)
    {
        if (person is null)
        {
            return Refuse(BreakGlassRefusal.UnknownPerson, "The directory does not know you, so you cannot ask for a break-glass.");
        }

        if (known is not null && known.StateAt(at) is not BreakGlassState.Expired)
        {
            return known.Asked.Person.Id == person.Id
                ? Accept(known, "You have asked for this break-glass already.")
                : Refuse(
                    BreakGlassRefusal.AlreadyAsked,
                    $"{known.Asked.Person.Name} has asked for this break-glass already. {NextStepOf(known)}");
        }

        if (policy.BreakGlass is not { } rules || !policy.Environments.ContainsKey(review.Request.Environment))
        {
            return Refuse(BreakGlassRefusal.NotOffered, $"The policy '{policy.Name}' has no break-glass for this deployment.");
        }

        if (FindDefect(review) is { } defect)
        {
            return defect;
        }

        if (person.Level < rules.Requester || !Holds(person, rules.RequesterRole))
        {
            var role = rules.RequesterRole is null ? "" : $" with the role '{rules.RequesterRole}'";
            return Refuse(
                BreakGlassRefusal.RequesterNotAllowed,
                $"The policy lets {Words.Of(rules.Requester)} engineers or above{role} ask for a break-glass; {person.Name} is none.");
        }

        if (Clean(reason, BreakGlassPlea.MaxReasonLength) is not { } why)
        {
            return Refuse(
                BreakGlassRefusal.ReasonRequired, $"Say why in 'reason', in 1 to {BreakGlassPlea.MaxReasonLength} characters.");
        }

        if (Clean(incident, BreakGlassPlea.MaxIncidentLength) is not { } number)
        {
            return Refuse(
                BreakGlassRefusal.IncidentRequired,
                $"Name the incident in 'incident', by its number or URL, in 1 to {BreakGlassPlea.MaxIncidentLength} characters.");
        }

        var asked = new BreakGlass(
            BreakGlassContent.Of(review.Request), (known?.Number ?? 0) + 1, review.Id, new BreakGlassPlea(person, why, number, at),
            at + rules.ConfirmWithin, rules, policy.Digest);
        return Accept(asked, $"The break-glass is asked for. {NextStepOf(asked)}");
    }

    /// <param name="review">The deployment as it stands: who took part in it cannot confirm.</param>
    /// <param name="known">The newest break-glass of the content; null where there is none.</param>
    /// <param name="person">Who confirms, as the directory knows them; null where it does not.</param>
    public static BreakGlassJudgement Confirm(Review review, BreakGlass? known, Person? person, string? comment, DateTimeOffset at)
    {
        if (person is null)
        {
            return Refuse(BreakGlassRefusal.UnknownPerson, "The directory does not know you, so you cannot confirm a break-glass.");
        }

        if (known is null)
        {
            return Refuse(BreakGlassRefusal.NotAsked, "Nobody has asked for a break-glass of this content.");
        }

        if (known.Content != BreakGlassContent.Of(review.Request))
        {
            return Refuse(BreakGlassRefusal.ContentChanged, "The break-glass was asked for other content than this deployment has.");
        }

        if (known.StateAt(at) is BreakGlassState.Expired)
        {
            return Refuse(BreakGlassRefusal.Expired, "The break-glass has expired. Ask for it again.");
        }

        if (known.Confirmed is { } before)
        {
            return before.Person.Id == person.Id
                ? Accept(known, "You have confirmed this break-glass already.")
                : Refuse(BreakGlassRefusal.AlreadyConfirmed, $"{before.Person.Name} has confirmed this break-glass already.");
        }

        if (IsSame(known.Asked.Person, person))
        {
            return Refuse(BreakGlassRefusal.OwnRequest, "You asked for this break-glass yourself; a second person confirms it.");
        }

        if (FindDefect(review) is { } defect)
        {
            return defect;
        }

        var eligibility = ConfirmerEligibility(known, review.Assessment!, person);
        if (!eligibility.IsEligible)
        {
            return Refuse(BreakGlassRefusal.ConfirmerNotEligible, $"You may not confirm this: {string.Join("; ", eligibility.Reasons)}.");
        }

        var confirmation = new BreakGlassConfirmation(person, Clean(comment, Decision.MaxCommentLength), at);
        return Accept(known with { Confirmed = confirmation }, "The break-glass is confirmed.");
    }

    /// <summary>Why a break-glass does not release a deployment, in a sentence; null where it does.</summary>
    /// <param name="assessment">
    /// The change of this deployment, in which who confirmed may have taken part; null where it cannot be read.
    /// </param>
    public static string? FindDefect(BreakGlass known, BreakGlassContent content, ChangeAssessment? assessment, DateTimeOffset at)
    {
        if (known.Content != content)
        {
            return "The break-glass is about other content.";
        }

        if (known.StateAt(at) is not BreakGlassState.Confirmed || known.Confirmed is not { } confirmation)
        {
            return known.Confirmed is null ? "The break-glass is not confirmed." : "The break-glass is no longer valid.";
        }

        if (assessment is null)
        {
            return "It is not known who took part in the change, so no break-glass releases it.";
        }

        var reasons = ConfirmerEligibility(known, assessment, confirmation.Person).Reasons;
        return IsSame(known.Asked.Person, confirmation.Person) ? "Nobody confirms their own break-glass."
            : reasons.Count > 0 ? $"The confirmation of the break-glass does not count here: {string.Join("; ", reasons)}."
            : null;
    }

    /// <summary>Whether a deployment is one that a break-glass can still let through.</summary>
    private static BreakGlassJudgement? FindDefect(Review review)
    {
        if (review.AfterTheFactOf is not null || review.Outcome is not (null or { Reason: OutcomeReason.BlockedByPolicy }))
        {
            var ending = review.Outcome?.Explanation ?? "It is a review after the fact.";
            return Refuse(
                BreakGlassRefusal.DeploymentEnded, $"This deployment can no longer be released. {ending} Request it anew, then ask again.");
        }

        return review.Assessment is null
            ? Refuse(
                BreakGlassRefusal.ContentUnreadable,
                "It is not known who took part in the change. Where the gate is still reading it, ask again in a minute.")
            : null;
    }

    private static Eligibility ConfirmerEligibility(BreakGlass known, ChangeAssessment assessment, Person person) =>
        Eligibility.Of(person, assessment.Participants, ConfirmerLevel, known.Terms.ConfirmerRole);

    private static string NextStepOf(BreakGlass known) => known.Confirmed is { } confirmed
        ? $"{confirmed.Person.Name} has confirmed it."
        : $"A second person has to confirm it before {Words.Of(known.ConfirmBy)}.";

    /// <summary>Two entries of the directory with an identifier in common are one human.</summary>
    private static bool IsSame(Person one, Person other) =>
        one.Id == other.Id || one.Keys().Intersect(other.Keys(), StringComparer.Ordinal).Any();

    private static bool Holds(Person person, string? role) =>
        role is null || person.Roles.Contains(role, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is empty or too long is none.</summary>
    private static string? Clean(string? text, int most) => text?.Trim() is { Length: > 0 } clean && clean.Length <= most ? clean : null;
}
