using System.Security.Cryptography;
using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files;

/// <summary>Reads <c>review-policy.yaml</c>. A policy with any mistake in it is no policy: all mistakes are told at once.</summary>
public static class PolicyFile
{
    private const string Attestation = "attestation";
    private const string Required = "required";

    private static readonly string[] EnvironmentKeys = ["protected", "supersede-older", Attestation];

    /// <param name="file">The name for messages.</param>
    /// <returns>The policy; its digest is the SHA-256 of the bytes in lower-case hexadecimal.</returns>
    /// <exception cref="FileProblemException">The file has mistakes.</exception>
    public static DeploymentPolicy Parse(string file, ReadOnlySpan<byte> bytes)
    {
        var problems = new Problems(file);
        var values = new ValueReader(problems);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var policy = Read(YamlTree.Read(bytes, problems), digest, values);
        problems.ThrowIfAny();
        return policy!;
    }

    private static DeploymentPolicy? Read(YamlNode root, string digest, ValueReader values)
    {
        string[] keys = ["name", "environments", "ladders", "default", "rules"];
        if (MappingReader.Open(root, "the policy", keys, values.Problems) is not { } file)
        {
            return null;
        }

        var name = file.Required("name") is { } nameNode ? values.Text(nameNode, "name") : null;
        var environments = ReadEnvironments(file.Required("environments"), values);
        var demands = new DemandReader(LadderReader.ReadAll(file.Required("ladders"), values), values);
        var fallback = file.Required("default") is { } defaultNode ? demands.Read(defaultNode, "default") : null;
        var rules = file.Optional("rules") is { } ruleNodes
            ? new RuleReader(environments.Keys, demands, values).ReadAll(ruleNodes)
            : [];
        return name is null || fallback is null ? null : new DeploymentPolicy(name, digest, environments, rules, fallback);
    }

    private static Dictionary<string, EnvironmentSettings> ReadEnvironments(YamlNode? node, ValueReader values)
    {
        Dictionary<string, EnvironmentSettings> environments = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in node is null ? [] : MappingReader.Named(node, "environments", values.Problems))
        {
            // An environment with a mistake in its settings still counts as known, so that the rules naming it are not blamed.
            var isProtected = true;
            var supersedes = false;
            var requiresAttestation = false;
            if (MappingReader.Open(value, $"environment '{key.Text}'", EnvironmentKeys, values.Problems) is { } settings)
            {
                isProtected = settings.Required("protected") is not { } flag || values.Flag(flag, "protected") is not false;
                supersedes = settings.Optional("supersede-older") is { } older && values.Flag(older, "supersede-older") is true;
                requiresAttestation = settings.Optional(Attestation) is { } attestation
                    && values.Choice(attestation, Attestation, [Required, "optional"]) == Required;
            }

            if (values.Text(key, "an environment's name") is { } name)
            {
                environments[name] = new EnvironmentSettings(isProtected, supersedes, requiresAttestation);
            }
        }

        return environments;
    }
}
