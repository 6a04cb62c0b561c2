using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Services;

namespace Workflow.Adapters.Files.Policy;

/// <summary>
/// Reads the <c>if</c> of a rule: predicates by keyword, each with one value or a list of them, of which all must hold; <c>all</c>,
/// <c>any</c> and <c>not</c> nest.
/// </summary>
internal sealed class PredicateReader(PolicyContext context)
{
    /// <summary>What is nested deeper is refused: nobody can read it, and a stored explanation of it could not be read either.</summary>
    private const int DeepestNesting = 10;

    private readonly ValueReader values = context.Values;
    private readonly PredicateValues words = new(context);
    private readonly WindowReader windows = new(context);

    /// <param name="releases">Whether the rule releases when they hold; null where that is not known.</param>
    public IReadOnlyList<Predicate> ReadAll(YamlNode node, string what, bool? releases) => ReadAll(node, what, releases, 0);

    private List<Predicate> ReadAll(YamlNode node, string what, bool? releases, int depth)
    {
        if (depth > DeepestNesting)
        {
            values.Problems.Add(
                node, $"conditions are nested deeper than {DeepestNesting} levels; spread them over several rules");
            return [];
        }

        if (MappingReader.Open(node, what, PolicyKeys.Condition, values.Problems) is not { } conditions)
        {
            return [];
        }

        List<Predicate> predicates = [];
        foreach (var keyword in PolicyKeys.Condition)
        {
            if (conditions.Optional(keyword) is { } value && Read(value, keyword, releases, depth) is { } predicate)
            {
                predicates.Add(predicate);
            }
        }

        if (node is YamlMapping { Entries.Count: 0 })
        {
            values.Problems.Add(
                node, $"{what} needs at least one of {string.Join(", ", PolicyKeys.Condition)}: without them it would match everything");
        }

        return predicates;
    }

    private Predicate? Read(YamlNode node, string keyword, bool? releases, int depth)
    {
        switch (keyword)
        {
            case AllPredicate.Keyword:
                return ReadParts(node, keyword, releases, depth) is { Count: > 0 } all ? new AllPredicate(all) : null;
            case AnyPredicate.Keyword:
                return ReadParts(node, keyword, releases, depth) is { Count: > 0 } any ? new AnyPredicate(any) : null;
            case NotPredicate.Keyword:
                return ReadAll(node, keyword, !releases, depth + 1) is { Count: > 0 } parts ? new NotPredicate(AllOf(parts)) : null;
            default:
                var leaf = ReadLeaf(node, keyword);
                if (releases is { } known && leaf?.FindDefect(known) is { } defect)
                {
                    values.Problems.Add(node is YamlSequence { Items: [var first, ..] } ? first : node, defect);
                }

                return leaf;
        }
    }

    private List<Predicate> ReadParts(YamlNode node, string keyword, bool? releases, int depth)
    {
        if (node is YamlSequence { Items: { Count: > 0 } items })
        {
            return
            [
                .. items
                    .Select(item => ReadAll(item, $"an item of {keyword}", releases, depth + 1))
                    .Where(part => part.Count > 0)
                    .Select(AllOf),
            ];
        }

        values.Problems.Add(
            node, $"{keyword} must be a list with at least one condition, not {(node is YamlSequence ? "an empty one" : node.Kind)}");
        return [];
    }

    private static Predicate AllOf(IReadOnlyList<Predicate> parts) => parts is [var only] ? only : new AllPredicate(parts);

    private Predicate? ReadLeaf(YamlNode node, string keyword) => keyword switch
    {
        EnvironmentPredicate.Keyword => Of(node, keyword, words.Environment, expected => new EnvironmentPredicate(expected)),
        ServicePredicate.Keyword => Of(node, keyword, values.Text, expected => new ServicePredicate(expected)),
        ProvenancePredicate.Keyword => Of(node, keyword, words.Word<ProvenanceKind>, expected => new ProvenancePredicate(expected)),
        AuthorLevelPredicate.Keyword => Of(node, keyword, words.Word<Level>, expected => new AuthorLevelPredicate(expected)),
        ToolPredicate.Keyword => Of(node, keyword, values.Text, expected => new ToolPredicate(expected)),
        PathsPredicate.Keyword => Of(node, keyword, words.Glob, expected => new PathsPredicate(expected)),
        DeletedPathsPredicate.Keyword => Of(node, keyword, words.Glob, expected => new DeletedPathsPredicate(expected)),
        RiskPredicate.Keyword => Of(node, keyword, words.OneOf(RiskPredicate.Severities), expected => new RiskPredicate(expected)),
        FindingPredicate.Keyword => Of(node, keyword, words.Finding, expected => new FindingPredicate(expected)),
        IrreversiblePredicate.Keyword =>
            Of(node, keyword, words.OneOf(IrreversiblePredicate.Answers), expected => new IrreversiblePredicate(expected)),
        ReachesTierPredicate.Keyword =>
            Of(node, keyword, words.OneOf(CatalogueService.TierNames), expected => new ReachesTierPredicate(expected)),
        TierPredicate.Keyword => Of(node, keyword, words.OneOf(CatalogueService.TierNames), expected => new TierPredicate(expected)),
        CriticalityPredicate.Keyword => Of(
            node, keyword, words.Word<Criticality>, expected => new CriticalityPredicate(expected, context.Criticalities)),
        ActorKindPredicate.Keyword => Of(node, keyword, words.Word<ActorKind>, expected => new ActorKindPredicate(expected)),
        AttestedPredicate.Keyword => Of(node, keyword, words.OneOf(AttestedPredicate.Answers), expected => new AttestedPredicate(expected)),
        IncidentPredicate.Keyword =>
            Of(node, keyword, words.OneOf(IncidentPredicate.Severities), expected => new IncidentPredicate(expected)),
        BlastRadiusPredicate.Keyword => Of(node, keyword, comparisons => new BlastRadiusPredicate(comparisons)),
        ChangedLinesPredicate.Keyword => Of(node, keyword, comparisons => new ChangedLinesPredicate(comparisons)),
        ChangedFilesPredicate.Keyword => Of(node, keyword, comparisons => new ChangedFilesPredicate(comparisons)),
        CommitsPredicate.Keyword => Of(node, keyword, comparisons => new CommitsPredicate(comparisons)),
        _ => windows.ReadAll(node, keyword) is { Count: > 0 } read ? new TimePredicate(read) : null,
    };

    private Predicate? Of(YamlNode node, string keyword, Func<YamlNode, string, string?> read, Func<string[], Predicate> create)
    {
        string[] expected = [.. values.DifferentItems(node, keyword).Select(item => read(item, keyword)).OfType<string>()];
        return expected.Length > 0 ? create(expected) : null;
    }

    private Predicate? Of(YamlNode node, string keyword, Func<NumberComparison[], Predicate> create)
    {
        NumberComparison[] comparisons =
            [.. values.DifferentItems(node, keyword).Select(item => words.Comparison(item, keyword)).OfType<NumberComparison>()];
        return comparisons.Length > 0 ? create(comparisons) : null;
    }
}
