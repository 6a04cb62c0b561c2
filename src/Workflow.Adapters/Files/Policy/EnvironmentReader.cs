using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads the <c>environments</c> of a policy.</summary>
internal sealed class EnvironmentReader(ValueReader values)
{
    private const string Attestation = "attestation";
    private const string Required = "required";

    private static readonly TimeSpan LongestPipelineWait = TimeSpan.FromDays(365);

    private readonly Dictionary<string, YamlNode> waits = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the file says how long the pipelines of an environment wait, by the environment's name.</summary>
    public IReadOnlyDictionary<string, YamlNode> Waits => waits;

    public IReadOnlyDictionary<string, EnvironmentSettings> ReadAll(YamlNode? node)
    {
        Dictionary<string, EnvironmentSettings> environments = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in node is null ? [] : MappingReader.Named(node, "environments", values.Problems))
        {
            // An environment with a mistake in its settings still counts as known, so that the rules naming it are not blamed.
            var settings = MappingReader.Open(value, $"environment '{key.Text}'", PolicyKeys.Environment, values.Problems);
            if (values.Text(key, "an environment's name") is { } name)
            {
                environments[name] = settings is null ? new EnvironmentSettings(true) : Read(settings, name);
            }
        }

        return environments;
    }

    private EnvironmentSettings Read(MappingReader settings, string name)
    {
        if (settings.Optional("pipeline-wait") is { } waitNode)
        {
            waits[name] = waitNode;
        }

        return new EnvironmentSettings(
            settings.Required("protected") is not { } flag || values.Flag(flag, "protected") is not false,
            settings.Optional("supersede-older") is { } older && values.Flag(older, "supersede-older") is true,
            settings.Optional(Attestation) is { } attestation
                && values.Choice(attestation, Attestation, [Required, "optional"]) == Required)
        {
            Criticality = settings.Optional("criticality") is { } criticality
                ? values.Choice<Criticality>(criticality, "criticality")
                : null,
            PipelineWait = waits.TryGetValue(name, out var wait) ? values.Span(wait, "pipeline-wait", LongestPipelineWait) : null,
        };
    }
}
