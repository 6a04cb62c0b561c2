using Workflow.Adapters.Files.Yaml;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;
using Workflow.Core.Services;

namespace Workflow.Adapters.Files;

/// <summary>Reads the <c>if</c> of a rule: predicates by keyword, each with one value or a list of them.</summary>
internal sealed class PredicateReader(IEnumerable<string> environments, ValueReader values)
{
    private static readonly string[] Keywords =
    [
        EnvironmentPredicate.Keyword, ServicePredicate.Keyword, ProvenancePredicate.Keyword, AuthorLevelPredicate.Keyword,
        ToolPredicate.Keyword, PathsPredicate.Keyword, DeletedPathsPredicate.Keyword, RiskPredicate.Keyword, FindingPredicate.Keyword,
        IrreversiblePredicate.Keyword, ReachesTierPredicate.Keyword,
    ];

    private readonly string[] environments = [.. environments];

    public IReadOnlyList<Predicate> ReadAll(YamlNode node)
    {
        if (MappingReader.Open(node, "if", Keywords, values.Problems) is not { } conditions)
        {
            return [];
        }

        Predicate[] predicates =
        [
            .. Read(conditions, EnvironmentPredicate.Keyword, Environment, expected => new EnvironmentPredicate(expected)),
            .. Read(conditions, ServicePredicate.Keyword, values.Text, expected => new ServicePredicate(expected)),
            .. Read(conditions, ProvenancePredicate.Keyword, Word<ProvenanceKind>, expected => new ProvenancePredicate(expected)),
            .. Read(conditions, AuthorLevelPredicate.Keyword, Word<Level>, expected => new AuthorLevelPredicate(expected)),
            .. Read(conditions, ToolPredicate.Keyword, values.Text, expected => new ToolPredicate(expected)),
            .. Read(conditions, PathsPredicate.Keyword, Glob, expected => new PathsPredicate(expected)),
            .. Read(conditions, DeletedPathsPredicate.Keyword, Glob, expected => new DeletedPathsPredicate(expected)),
            .. Read(conditions, RiskPredicate.Keyword, OneOf(RiskPredicate.Severities), expected => new RiskPredicate(expected)),
            .. Read(conditions, FindingPredicate.Keyword, Finding, expected => new FindingPredicate(expected)),
            .. Read(
                conditions,
                IrreversiblePredicate.Keyword,
                OneOf(IrreversiblePredicate.Answers),
                expected => new IrreversiblePredicate(expected)),
            .. Read(conditions, ReachesTierPredicate.Keyword, OneOf(CatalogueService.TierNames), expected => new ReachesTierPredicate(expected)),
        ];
        if (predicates.Length == 0)
        {
            values.Problems.Add(node, $"if needs at least one of {string.Join(", ", Keywords)}: a rule without them would match everything");
        }

        return predicates;
    }

    private IEnumerable<Predicate> Read(
        MappingReader conditions, string keyword, Func<YamlNode, string, string?> read, Func<string[], Predicate> create)
    {
        if (conditions.Optional(keyword) is not { } node)
        {
            return [];
        }

        string[] expected = [.. values.Items(node, keyword).Select(item => read(item, keyword)).OfType<string>()];
        return [create(expected)];
    }

    private string? Environment(YamlNode node, string keyword) => values.Choice(node, keyword, environments);

    private string? Word<TEnum>(YamlNode node, string keyword)
        where TEnum : struct, Enum => values.Choice<TEnum>(node, keyword) is { } value ? Words.Token(value) : null;

    private Func<YamlNode, string, string?> OneOf(IReadOnlyList<string> words) => (node, keyword) => values.Choice(node, keyword, words);

    /// <summary>A glob that no rule's id fits would silently never match.</summary>
    private string? Finding(YamlNode node, string keyword)
    {
        var glob = values.Text(node, keyword);
        if (glob is null || RiskRules.All.Any(rule => new PathGlobs([glob]).Match(rule.Id)))
        {
            return glob;
        }

        values.Problems.Add(node, Spelling.Unknown(keyword, glob, [.. RiskRules.All.Select(rule => rule.Id).Order(StringComparer.Ordinal)]));
        return null;
    }

    private string? Glob(YamlNode node, string keyword)
    {
        var glob = values.Text(node, keyword);
        if (glob is not null && (glob.StartsWith('/') || glob.Contains('\\', StringComparison.Ordinal)))
        {
            values.Problems.Add(node, $"'{glob}' matches no path: paths are relative to the repository, with '/' between segments");
            return null;
        }

        return glob;
    }
}
