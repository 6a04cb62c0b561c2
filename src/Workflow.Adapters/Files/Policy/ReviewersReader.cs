using System.Globalization;
using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files.Policy;

/// <summary>
/// Reads whom a policy spares, and how many reviews one person more must approve:
/// <c>{ max-open: 5, rest: 15m, sample-second-approval: 5%, second-approval-after-signs: 25% }</c>.
/// </summary>
/// <param name="Limits">Null where nobody is spared.</param>
/// <param name="SecondApprovalShare">In percent: 0 to 100.</param>
/// <param name="SignsAnsweredShare">In percent: 0 to 100.</param>
internal sealed record ReviewersReader(ReviewerLimits? Limits, int SecondApprovalShare, int SignsAnsweredShare)
{
    private const int MostOpen = 1000;

    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(7);

    public static ReviewersReader Read(YamlNode? node, ValueReader values)
    {
        if (node is null || MappingReader.Open(node, "reviewers", PolicyKeys.Reviewers, values.Problems) is not { } reviewers)
        {
            return new ReviewersReader(null, 0, 0);
        }

        var limits = new ReviewerLimits(
            reviewers.Optional("max-open") is { } open ? values.Number(open, "max-open", 1, MostOpen) : null,
            reviewers.Optional("rest") is { } rest ? values.Span(rest, "rest", LongestRest) : null);
        return new ReviewersReader(limits, ReadShare("sample-second-approval"), ReadShare("second-approval-after-signs"));

        int ReadShare(string key) => reviewers.Optional(key) is { } share ? ReviewersReader.ReadShare(share, key, values.Problems) : 0;
    }

    private static int ReadShare(YamlNode node, string key, Problems problems)
    {
        if (node is YamlScalar { Text: [.. var digits, '%'] }
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var share)
            && share is >= 1 and <= SecondApproval.All)
        {
            return share;
        }

        problems.Add(node, $"{key} must be a share from 1% to 100%, not {node.Kind}");
        return 0;
    }
}
