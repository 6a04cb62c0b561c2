using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Workflow.Adapters.Files.Yaml;

/// <summary>
/// Reads files that others wrote for their own tools: any number of documents, tags passed over, aliases standing for what they name.
/// An alias is the same node again and not a copy, so that a small file stays small.
/// </summary>
internal sealed class YamlDocuments
{
    /// <summary>Deeper nesting is refused.</summary>
    private const int MaxDepth = 64;

    private readonly Dictionary<AnchorName, YamlNode> anchored = [];
    private readonly Problems problems;
    private readonly IParser parser;

    private YamlDocuments(IParser parser, Problems problems)
    {
        this.parser = parser;
        this.problems = problems;
    }

    /// <returns>The root of each document; documents with nothing in them are left out.</returns>
    /// <exception cref="FileProblemException">The bytes are no YAML.</exception>
    public static IReadOnlyList<YamlNode> Read(ReadOnlySpan<byte> bytes, Problems problems)
    {
        using var reader = new StringReader(YamlTree.Decode(bytes, problems));
        return YamlTree.Guard(new Parser(reader), problems, parser => new YamlDocuments(parser, problems).ReadAll());
    }

    private List<YamlNode> ReadAll()
    {
        List<YamlNode> roots = [];
        parser.Consume<StreamStart>();
        while (parser.TryConsume<DocumentStart>(out _))
        {
            anchored.Clear();
            var root = ReadNode(1);
            if (root is not YamlScalar { Text.Length: 0 })
            {
                roots.Add(root);
            }

            parser.Consume<DocumentEnd>();
        }

        return roots;
    }

    private YamlNode ReadNode(int depth)
    {
        var start = parser.Current;
        var (line, column) = ((int)(start?.Start.Line ?? 1), (int)(start?.Start.Column ?? 1));
        if (depth > MaxDepth)
        {
            throw problems.At(line, column, $"nested deeper than {MaxDepth} levels");
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchored.TryGetValue(alias.Value, out var named) ? named : new YamlScalar(line, column, "");
        }

        var anchor = start is NodeEvent { Anchor: { IsEmpty: false } name } ? name : AnchorName.Empty;
        var node = ReadContent(line, column, depth);
        if (!anchor.IsEmpty)
        {
            anchored[anchor] = node;
        }

        return node;
    }

    private YamlNode ReadContent(int line, int column, int depth)
    {
        if (parser.TryConsume<SequenceStart>(out _))
        {
            List<YamlNode> items = [];
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
            }

            return new YamlSequence(line, column, items);
        }

        if (!parser.TryConsume<MappingStart>(out _))
        {
            return new YamlScalar(line, column, parser.Consume<Scalar>().Value);
        }

        List<YamlEntry> entries = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            // Keys that are no words have no meaning in the files that are read.
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            entries.AddRange(key is YamlScalar word ? [new YamlEntry(word, value)] : []);
        }

        return new YamlMapping(line, column, entries);
    }
}
