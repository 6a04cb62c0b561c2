using System.Text.Json.Nodes;
using Workflow.Core;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>Who made a change: agents, authors, operators and committers apart.</summary>
internal static class PeopleSection
{
    public static IEnumerable<JsonObject> Build(ChangeAssessment assessment, CardLimits limits)
    {
        var made = Authorship.Of(assessment);
        string[] writers =
        [
            .. made.Agents.Select(agent => $"{CardText.Plain(agent, limits.Text)} (agent)"),
            .. made.Authors.Select(author => Name(author, limits)),
        ];
        yield return writers.Length == 0
            ? Fact("Written by", TextBlock("No known person. It counts as the work of a junior."))
            : Names("Written by", writers, limits);
        if (made.Operators.Count > 0)
        {
            yield return Names("Operated by", [.. made.Operators.Select(one => Name(one, limits))], limits);
        }

        if (made.Committers.Count > 0)
        {
            yield return Names("Committed by", [.. made.Committers.Select(one => Name(one, limits))], limits);
        }
    }

    public static string Requester(Review review, CardLimits limits)
    {
        var identity = review.Request.Requester;
        var known = review.Assessment?.Participants.FirstOrDefault(one => one.Identity.IsSameActorAs(identity));
        return known is null ? CardText.Plain(identity.ToString(), limits.Text) : Name(known, limits);
    }

    private static JsonObject Names(string label, IReadOnlyList<string> names, CardLimits limits) =>
        Fact(label, [.. List(names, Math.Min(3, limits.Items), name => Paragraph(Run(name)))]);

    private static string Name(Participant participant, CardLimits limits)
    {
        var name = CardText.Plain(participant.DisplayName, limits.Text);
        return participant.Person is { } person
            ? $"{name} ({Words.Of(person.Level)})"
            : $"{name} (unknown to the directory, counts as junior)";
    }
}
