using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads whom a policy spares: <c>{ max-open: 5, rest: 15m }</c>.</summary>
internal static class ReviewersReader
{
    private const int MostOpen = 1000;

    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(7);

    public static ReviewerLimits? Read(YamlNode node, ValueReader values)
    {
        if (MappingReader.Open(node, "reviewers", PolicyKeys.Reviewers, values.Problems) is not { } reviewers)
        {
            return null;
        }

        return new ReviewerLimits(
            reviewers.Optional("max-open") is { } open ? values.Number(open, "max-open", 1, MostOpen) : null,
            reviewers.Optional("rest") is { } rest ? values.Span(rest, "rest", LongestRest) : null);
    }
}
