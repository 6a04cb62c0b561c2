using System.Security.Cryptography;
using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files;

/// <summary>
/// Reads <c>friction-controls.yaml</c>. A file with any mistake in it is no file: all mistakes are told at once. Controls that ended
/// may stay in it.
/// </summary>
public static class FrictionControlFile
{
    /// <summary>Every review keeps what it was judged by, so that a long list would make each of them large.</summary>
    private const int MostControls = 100;

    /// <param name="file">The name for messages.</param>
    /// <param name="environments">Those of the policy: a control for another would never apply. Null where the policy is not known.</param>
    /// <param name="now">No control was renewed later.</param>
    /// <returns>In the file's order; the digest of each is the SHA-256 of the bytes in lower-case hexadecimal.</returns>
    /// <exception cref="FileProblemException">The file has mistakes.</exception>
    public static IReadOnlyList<FrictionControl> Parse(
        string file, ReadOnlySpan<byte> bytes, IReadOnlyCollection<string>? environments, DateTimeOffset now)
    {
        var values = new ValueReader(new Problems(file));
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var root = YamlTree.Read(bytes, values.Problems);
        var list = MappingReader.Open(root, "the file", ["controls"], values.Problems)?.Required("controls");
        var controls = list is null ? [] : ReadAll(list, new FrictionControlReader(digest, environments, now, values), values);
        values.Problems.ThrowIfAny();
        return controls;
    }

    private static List<FrictionControl> ReadAll(YamlNode node, FrictionControlReader reader, ValueReader values)
    {
        if (node is not YamlSequence { Items: var items })
        {
            values.Problems.Add(node, $"controls must be a list, not {node.Kind}; write [] where there are none");
            return [];
        }

        if (items.Count > MostControls)
        {
            values.Problems.Add(items[MostControls], $"at most {MostControls} controls are read; remove those that ended");
        }

        Dictionary<string, FrictionControl> controls = new(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            if (reader.Read(item) is { } control && !controls.TryAdd(control.Name, control))
            {
                values.Problems.Add(item, $"there is a control '{control.Name}' already");
            }
        }

        return [.. controls.Values];
    }
}
