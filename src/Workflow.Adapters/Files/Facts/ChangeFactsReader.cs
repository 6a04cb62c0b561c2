using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files.Facts;

/// <summary>Reads what an imagined change is made of.</summary>
internal sealed class ChangeFactsReader(ValueReader values)
{
    private const int MostLines = 100_000_000;

    private static readonly string[] Keys =
    [
        "provenance", "tools", "author-level", "sponsor-team", "commits", "changed-lines", "paths", "deleted-paths", "attested",
        "actor-kind",
    ];

    /// <param name="node">Null where the file says nothing: then a senior wrote one commit without AI.</param>
    /// <returns>Null where there are problems.</returns>
    public ChangeAssessment? Read(YamlNode? node)
    {
        if (node is null)
        {
            return Assess(ProvenanceKind.None, [], Level.Senior, new ChangeSummary(1, 0, 0, [], []), isAttested: false);
        }

        if (MappingReader.Open(node, "change", Keys, values.Problems) is not { } change)
        {
            return null;
        }

        var provenance = change.Optional("provenance") is { } kind ? values.Choice<ProvenanceKind>(kind, "provenance") : null;
        var level = change.Optional("author-level") is { } levelNode ? values.Choice<Level>(levelNode, "author-level") : null;
        var attested = change.Optional("attested") is { } flag && values.Choice(flag, "attested", ["yes", "no"]) == "yes";
        var summary = new ChangeSummary(
            ReadNumber(change, "commits") ?? 1,
            ReadNumber(change, "changed-lines") ?? 0,
            0,
            [],
            [
                .. ReadTexts(change, "paths").Select(path => new ChangedPath(path, FileChangeKind.Modified)),
                .. ReadTexts(change, "deleted-paths").Select(path => new ChangedPath(path, FileChangeKind.Deleted)),
            ]);
        var assessment = Assess(
            provenance ?? ProvenanceKind.None, ReadTexts(change, "tools"), level ?? Level.Senior, summary, attested);
        return assessment with
        {
            RequestedBy = change.Optional("actor-kind") is { } actor ? values.Choice<ActorKind>(actor, "actor-kind") : null,
            Participants = change.Optional("sponsor-team") is { } team ? [Sponsor(values.Text(team, "sponsor-team"))] : [],
        };
    }

    private static Participant Sponsor(string? team) => new(
        new ActorIdentity("The sponsor"),
        Participation.AgentOperator,
        new Person("sponsor", "The sponsor", Level.Junior) { Team = team });

    private static ChangeAssessment Assess(
        ProvenanceKind kind, IReadOnlyList<string> tools, Level level, ChangeSummary summary, bool isAttested) => new(
        new ProvenanceReport(kind, tools, [])
        {
            Attestations = isAttested ? [new AiAttestation(new ActorIdentity("An author"), "No AI took part.", null)] : [],
        },
        [],
        level,
        summary);

    private int? ReadNumber(MappingReader change, string key) =>
        change.Optional(key) is { } node ? values.Number(node, key, 0, MostLines) : null;

    private string[] ReadTexts(MappingReader change, string key) => change.Optional(key) is { } node
        ? [.. values.Texts(node, key)]
        : [];
}
