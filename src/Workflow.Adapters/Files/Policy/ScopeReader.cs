using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads which deployments a control or a freeze is about: <c>{ environment: production, service: [checkout] }</c>.</summary>
internal static class ScopeReader
{
    /// <param name="environments">Those of the policy; null where the policy is not known.</param>
    public static FrictionScope? Read(YamlNode node, IReadOnlyCollection<string>? environments, ValueReader values)
    {
        if (MappingReader.Open(node, "scope", PolicyKeys.Scope, values.Problems) is not { } scope)
        {
            return null;
        }

        var environmentNode = scope.Optional(EnvironmentPredicate.Keyword);
        var serviceNode = scope.Optional(ServicePredicate.Keyword);
        if (environmentNode is null && serviceNode is null)
        {
            values.Problems.Add(node, $"scope needs at least one of {string.Join(", ", PolicyKeys.Scope)}");
        }

        return new FrictionScope(
            ReadNames(environmentNode, EnvironmentPredicate.Keyword, environments, values),
            ReadNames(serviceNode, ServicePredicate.Keyword, null, values));
    }

    private static string[] ReadNames(YamlNode? node, string keyword, IReadOnlyCollection<string>? allowed, ValueReader values) =>
    [
        .. (node is null ? [] : values.DifferentItems(node, keyword))
            .Select(item => allowed is null ? values.Text(item, keyword) : values.Choice(item, keyword, allowed))
            .OfType<string>(),
    ];
}
