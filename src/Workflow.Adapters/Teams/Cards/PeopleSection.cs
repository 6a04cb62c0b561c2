using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>Who made a change: agents, authors, operators and committers apart.</summary>
internal static class PeopleSection
{
    public static IEnumerable<JsonObject> Build(ChangeAssessment assessment, CardTexts texts, CardLimits limits)
    {
        var made = Authorship.Of(assessment);
        string[] writers =
        [
            .. made.Agents.Select(agent => texts.AgentName(CardText.Plain(agent, limits.Text))),
            .. made.Authors.Select(author => Name(author, texts, limits)),
        ];
        yield return writers.Length == 0
            ? Fact(texts.WrittenByLabel, TextBlock(texts.NoKnownPerson))
            : Names(texts.WrittenByLabel, writers, texts, limits);
        if (made.Operators.Count > 0)
        {
            yield return Names(texts.OperatedByLabel, [.. made.Operators.Select(one => Name(one, texts, limits))], texts, limits);
        }

        if (made.Committers.Count > 0)
        {
            yield return Names(texts.CommittedByLabel, [.. made.Committers.Select(one => Name(one, texts, limits))], texts, limits);
        }
    }

    public static string Requester(Review review, CardTexts texts, CardLimits limits)
    {
        var identity = review.Request.Requester;
        var known = review.Assessment?.Participants.FirstOrDefault(one => one.Identity.IsSameActorAs(identity));
        return known is null ? CardText.Plain(identity.ToString(), limits.Text) : Name(known, texts, limits);
    }

    private static JsonObject Names(string label, IReadOnlyList<string> names, CardTexts texts, CardLimits limits) =>
        Fact(label, [.. List(texts, names, Math.Min(3, limits.Items), name => Paragraph(Run(name)))]);

    private static string Name(Participant participant, CardTexts texts, CardLimits limits)
    {
        var name = CardText.Plain(participant.DisplayName, limits.Text);
        return participant.Person is { } person
            ? texts.PersonOfLevel(name, texts.Level(person.Level))
            : texts.UnknownPerson(name);
    }
}
