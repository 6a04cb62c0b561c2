using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>How much reviewing fell to a person: for sharing it out, and no measure of the person.</summary>
/// <param name="Asked">Reviews for which the person got a card.</param>
/// <param name="Decided">Reviews in which a decision of the person counted.</param>
public sealed record ReviewerLoad(string Name, int Asked, int Decided)
{
    /// <returns>Those who were asked most first, then by name.</returns>
    public static IReadOnlyList<ReviewerLoad> Of(IEnumerable<Review> reviews) =>
    [
        .. reviews
            .SelectMany(
                review => review.Asked.Where(asked => asked.Card is not null),
                (review, asked) => (asked.Person, HasDecided: review.Decisions.Any(decision => decision.ReviewerId == asked.Person.Id)))
            .GroupBy(one => one.Person.Id)
            .Select(person => new ReviewerLoad(person.First().Person.Name, person.Count(), person.Count(one => one.HasDecided)))
            .OrderByDescending(load => load.Asked)
            .ThenBy(load => load.Name, StringComparer.Ordinal),
    ];
}
