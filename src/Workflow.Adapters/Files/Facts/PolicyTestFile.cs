using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files.Facts;

/// <summary>A file of cases for a policy.</summary>
/// <param name="Policy">The policy's path, relative to the file.</param>
public sealed record PolicyTestSuite(string Policy, IReadOnlyList<PolicyTestCase> Cases);

/// <summary>What a policy should say of an imagined deployment.</summary>
public sealed record PolicyTestCase(string Name, PolicyFacts Given, PolicyExpectation Expected);

/// <summary>Reads <c>*.test.yaml</c>: <c>policy</c> and <c>cases</c>, each with <c>name</c>, <c>given</c> and <c>expect</c>.</summary>
public static class PolicyTestFile
{
    private const int MostApprovals = 100;

    private static readonly string[] ExpectKeys = ["verdict", "approvals", "level", "roles", "teams", "rules", "because"];

    /// <param name="file">The name for messages.</param>
    /// <param name="now">When deployments are requested whose case does not say.</param>
    /// <exception cref="FileProblemException">The file has mistakes; all are told at once.</exception>
    public static PolicyTestSuite Parse(string file, ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        var values = new ValueReader(new Problems(file));
        var root = MappingReader.Open(YamlTree.Read(bytes, values.Problems), "the file", ["policy", "cases"], values.Problems);
        var policy = root?.Required("policy") is { } policyNode ? values.Text(policyNode, "policy") : null;
        var cases = root?.Required("cases") is { } list ? ReadCases(list, values, now) : [];
        values.Problems.ThrowIfAny();
        return new PolicyTestSuite(policy!, cases);
    }

    private static IReadOnlyList<PolicyTestCase> ReadCases(YamlNode node, ValueReader values, DateTimeOffset now)
    {
        Dictionary<string, PolicyTestCase> cases = new(StringComparer.Ordinal);
        foreach (var item in values.Items(node, "cases"))
        {
            if (ReadCase(item, values, now) is { } one && !cases.TryAdd(one.Name, one))
            {
                values.Problems.Add(item, $"there is a case '{one.Name}' already");
            }
        }

        return [.. cases.Values];
    }

    private static PolicyTestCase? ReadCase(YamlNode node, ValueReader values, DateTimeOffset now)
    {
        if (MappingReader.Open(node, "a case", ["name", "given", "expect"], values.Problems) is not { } one)
        {
            return null;
        }

        var name = one.Required("name") is { } nameNode ? values.Text(nameNode, "name") : null;
        var given = one.Required("given") is { } givenNode ? new FactsReader(values, now).Read(givenNode, "given") : null;
        var expected = one.Required("expect") is { } expectNode ? ReadExpectation(expectNode, values) : null;
        return name is null || given is null || expected is null ? null : new PolicyTestCase(name, given, expected);
    }

    private static PolicyExpectation? ReadExpectation(YamlNode node, ValueReader values)
    {
        if (MappingReader.Open(node, "expect", ExpectKeys, values.Problems) is not { } expect)
        {
            return null;
        }

        return expect.Required("verdict") is { } verdictNode && values.Choice<Verdict>(verdictNode, "verdict") is { } verdict
            ? new PolicyExpectation(verdict)
            {
                Approvals = expect.Optional("approvals") is { } count ? values.Number(count, "approvals", 1, MostApprovals) : null,
                Level = expect.Optional("level") is { } level ? values.Choice<Level>(level, "level") : null,
                Roles = ReadTexts(expect, "roles", values),
                Teams = ReadTexts(expect, "teams", values),
                Rules = ReadTexts(expect, "rules", values),
                Because = expect.Optional("because") is { } because ? values.Text(because, "because") : null,
            }
            : null;
    }

    private static IReadOnlyList<string>? ReadTexts(MappingReader expect, string key, ValueReader values) =>
        expect.Optional(key) is not { } node ? null
        : node is YamlSequence { Items.Count: 0 } ? []
        : [.. values.Texts(node, key)];
}
