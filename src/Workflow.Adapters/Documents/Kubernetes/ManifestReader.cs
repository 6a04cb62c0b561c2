using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>Reads the objects of a manifest one by one: YAML of several documents, JSON, and lists of objects.</summary>
internal sealed class ManifestReader
{
    /// <summary>Deeper nesting is refused: schemas in resource definitions reach about 40 levels.</summary>
    private const int MaxDepth = 100;

    /// <summary>The most values in one object or document.</summary>
    private const int MaxSize = 500_000;

    private const string ListEnding = "List";

    private readonly IParser parser;
    private readonly Dictionary<string, ManifestNode> anchors = new(StringComparer.Ordinal);
    private int size;

    private ManifestReader(IParser parser) => this.parser = parser;

    /// <exception cref="DocumentFormatException">From here on it is no YAML, or too large.</exception>
    public static IEnumerable<KubernetesObject> ReadAll(TextReader text)
    {
        var reader = new ManifestReader(new Parser(text));
        while (reader.Guard(reader.MoveToDocument))
        {
            foreach (var found in reader.ReadDocument())
            {
                yield return found;
            }
        }
    }

    /// <summary>The first document whole, whatever it is; an empty value where there is none.</summary>
    /// <exception cref="DocumentFormatException">It is no YAML, or too large.</exception>
    public static ManifestNode ReadWhole(TextReader text)
    {
        var reader = new ManifestReader(new Parser(text));
        return reader.Guard(reader.MoveToDocument) ? reader.Guard(() => reader.ReadNode(1)) : ManifestNode.Empty;
    }

    private bool MoveToDocument()
    {
        parser.TryConsume<StreamStart>(out _);
        anchors.Clear();
        return parser.TryConsume<DocumentStart>(out _);
    }

    /// <summary>The objects in a list come before the rest of it is read, so that a long list needs little memory.</summary>
    private IEnumerable<KubernetesObject> ReadDocument()
    {
        size = 0;
        Dictionary<string, ManifestNode> entries = new(StringComparer.Ordinal);
        var line = Guard(() => (int)(parser.Current?.Start.Line ?? 1));
        if (!Guard(() => parser.TryConsume<MappingStart>(out _)))
        {
            Guard(() => ReadNode(1));
            Guard(() => parser.Consume<DocumentEnd>());
            yield break;
        }

        var isList = false;
        List<ManifestNode> unnamed = [];
        while (!Guard(() => parser.TryConsume<MappingEnd>(out _)))
        {
            var key = Guard(ReadKey);
            if (key == "items" && Guard(() => parser.TryConsume<SequenceStart>(out _)))
            {
                isList = true;
                var waiting = 0;
                while (!Guard(() => parser.TryConsume<SequenceEnd>(out _)))
                {
                    size = waiting;
                    var node = Guard(() => ReadNode(3));
                    if ((KubernetesObject.From(node) ?? ItemOf(entries, node)) is { } item)
                    {
                        yield return item;
                    }
                    else if (!entries.ContainsKey("kind"))
                    {
                        // The kind of the list, which may come last, is the kind of what has none itself.
                        unnamed.Add(node);
                        waiting = size;
                    }
                }
            }
            else
            {
                var value = Guard(() => ReadNode(2));
                Add(entries, key, value);
            }
        }

        Guard(() => parser.Consume<DocumentEnd>());
        foreach (var item in unnamed.Select(node => ItemOf(entries, node)).OfType<KubernetesObject>())
        {
            yield return item;
        }

        var root = new ManifestNode(null, [], entries, line, size);
        if (KubernetesObject.From(root) is { } found && !(isList && found.Kind.EndsWith(ListEnding, StringComparison.Ordinal)))
        {
            yield return found;
        }
    }

    /// <summary>What the API server lists has neither kind nor version of its own: a PodList holds Pods.</summary>
    private static KubernetesObject? ItemOf(Dictionary<string, ManifestNode> list, ManifestNode item)
    {
        var kind = list.GetValueOrDefault("kind", ManifestNode.Empty);
        if (item.Entries.Count == 0 || kind.Value is not { Length: > 4 } name || !name.EndsWith(ListEnding, StringComparison.Ordinal))
        {
            return null;
        }

        Dictionary<string, ManifestNode> entries = new(item.Entries, StringComparer.Ordinal)
        {
            ["kind"] = kind with { Value = name[..^ListEnding.Length] },
        };
        entries.TryAdd("apiVersion", list.GetValueOrDefault("apiVersion", ManifestNode.Empty));
        return KubernetesObject.From(item with { Entries = entries });
    }

    private ManifestNode ReadNode(int depth)
    {
        var start = parser.Current ?? throw new DocumentFormatException("the file ends too early");
        var line = (int)start.Start.Line;
        if (depth > MaxDepth)
        {
            throw new DocumentFormatException($"nested deeper than {MaxDepth} levels", line);
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            var target = anchors.GetValueOrDefault(alias.Value.Value, ManifestNode.Empty);
            Count(target.Size, line);
            return target;
        }

        Count(1, line);
        var before = size;
        var anchor = start is NodeEvent { Anchor.IsEmpty: false } node ? node.Anchor.Value : null;
        var read = ReadContent(depth, line);
        var tag = start is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } written } ? written.Value : null;
        read = read with { Size = size - before + 1, Tag = tag };
        if (anchor is not null)
        {
            anchors[anchor] = read;
        }

        return read;
    }

    private ManifestNode ReadContent(int depth, int line)
    {
        if (parser.TryConsume<SequenceStart>(out _))
        {
            List<ManifestNode> items = [];
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
            }

            return ManifestNode.Empty with { Items = items, IsList = true, Line = line };
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            Dictionary<string, ManifestNode> entries = new(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = ReadKey();
                Add(entries, key, ReadNode(depth + 1));
            }

            return ManifestNode.Empty with { Entries = entries, Line = line };
        }

        var scalar = parser.Consume<Scalar>();
        return ManifestNode.Empty with { Value = scalar.Value.Length == 0 ? null : scalar.Value, Line = line };
    }

    private string ReadKey()
    {
        var line = (int)(parser.Current?.Start.Line ?? 1);
        return parser.TryConsume<Scalar>(out var key) ? key.Value : throw new DocumentFormatException("a key is no single word", line);
    }

    /// <summary>The merge key brings the entries of another mapping, where the mapping has none of its own.</summary>
    private static void Add(Dictionary<string, ManifestNode> entries, string key, ManifestNode value)
    {
        if (key != "<<")
        {
            entries[key] = value;
            return;
        }

        foreach (var merged in value.Items.Prepend(value).SelectMany(source => source.Entries))
        {
            entries.TryAdd(merged.Key, merged.Value);
        }
    }

    private void Count(int values, int line)
    {
        size += values;
        if (size > MaxSize)
        {
            throw new DocumentFormatException($"an object of more than {MaxSize:N0} values", line);
        }
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (YamlException exception)
        {
            throw new DocumentFormatException("no valid YAML from here on", (int)exception.Start.Line, exception);
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // Broken YAML can bring the scanner out of step.
            throw new DocumentFormatException("no valid YAML from here on", (int?)parser.Current?.End.Line, exception);
        }
    }
}
