using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads whose approval is needed and what of it: <c>{ approvals: 2, level: senior, different-teams: true }</c>.</summary>
internal static class RequirementReader
{
    /// <summary>A requirement that stands alone, without a ladder.</summary>
    public static ReviewRequirement? Read(YamlNode node, string what, ValueReader values)
    {
        if (MappingReader.Open(node, what, PolicyKeys.Requirement, values.Problems) is not { } requirement)
        {
            return null;
        }

        if (requirement.Optional("sponsors-team") is { } sponsors)
        {
            values.Problems.Add(sponsors, "sponsors-team has a meaning only in the rules and the default of a policy; name the team here");
        }

        return Read(requirement, values);
    }

    public static ReviewRequirement? Read(MappingReader node, ValueReader values)
    {
        var approvals = node.Optional("approvals") is { } count ? values.Number(count, "approvals", 1, ReviewRequirement.MostApprovals) : 1;
        var level = node.Required("level") is { } levelNode ? values.Choice<Level>(levelNode, "level") : null;
        var requirement = new ReviewRequirement(level ?? Level.Senior, approvals ?? ReviewRequirement.MostApprovals)
        {
            Roles = ReadNames(node, "role", "roles", values),
            Teams = ReadNames(node, "team", "teams", values),
            CodeOwner = ReadFlag(node, "code-owner", values),
            SponsorsTeam = ReadFlag(node, "sponsors-team", values),
            DifferentTeams = ReadFlag(node, "different-teams", values),
            Independent = ReadFlag(node, "independent", values),
            Checklist = node.Optional("checklist") is { } list ? ReadTexts(list, "checklist", StringComparer.Ordinal, values) : [],
            MinimumReading = node.Optional("minimum-reading") is { } reading
                ? values.Span(reading, "minimum-reading", ReviewRequirement.LongestReading) ?? TimeSpan.Zero
                : TimeSpan.Zero,
            Evidence = node.Optional("evidence") is { } evidence ? ReadEvidence(evidence, values) : EvidenceKinds.None,
            FreshSignIn = node.Optional("fresh-sign-in") is { } signIn
                ? values.Span(signIn, "fresh-sign-in", ReviewRequirement.OldestSignIn) ?? TimeSpan.Zero
                : TimeSpan.Zero,
        };
        TellContradictions(node, requirement, values);
        return approvals is null || level is null ? null : requirement;
    }

    private static void TellContradictions(MappingReader node, ReviewRequirement requirement, ValueReader values)
    {
        if (requirement is { DifferentTeams: true, Approvals: 1 })
        {
            values.Problems.Add(
                node.Optional("different-teams")!, "different-teams needs 'approvals: 2' or more: one person is of one team only");
        }

        if (requirement.Teams.Count > requirement.Approvals)
        {
            values.Problems.Add(
                (node.Optional("teams") ?? node.Optional("team"))!,
                $"{requirement.Teams.Count} teams need 'approvals: {requirement.Teams.Count}' or more: one person is of one team only");
        }
    }

    private static bool ReadFlag(MappingReader node, string key, ValueReader values) =>
        node.Optional(key) is { } flag && values.Flag(flag, key) is true;

    private static string[] ReadNames(MappingReader node, string one, string many, ValueReader values)
    {
        if (node.Optional(one) is not { } single)
        {
            return node.Optional(many) is { } list ? ReadTexts(list, many, StringComparer.OrdinalIgnoreCase, values) : [];
        }

        if (node.Optional(many) is not null)
        {
            values.Problems.Add(single, $"write either {one} or {many}, not both");
        }

        return values.Text(single, one) is { } text ? [text] : [];
    }

    private static string[] ReadTexts(YamlNode node, string what, StringComparer comparer, ValueReader values)
    {
        var items = values.DifferentItems(node, what);
        if (items.Count > ReviewRequirement.MostItems)
        {
            values.Problems.Add(items[ReviewRequirement.MostItems], $"{what} may have at most {ReviewRequirement.MostItems} values");
        }

        return [.. items.Select(item => values.Text(item, what)).OfType<string>().Distinct(comparer).Order(comparer)];
    }

    private static EvidenceKinds ReadEvidence(YamlNode node, ValueReader values)
    {
        string[] allowed = ["diff", "run", "findings"];
        return values.DifferentItems(node, "evidence").Select(item => values.Choice(item, "evidence", allowed)).Aggregate(
            EvidenceKinds.None,
            (all, one) => all | one switch
            {
                "diff" => EvidenceKinds.Diff,
                "run" => EvidenceKinds.Run,
                "findings" => EvidenceKinds.Findings,
                _ => EvidenceKinds.None,
            });
    }
}
