using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Workflow.Adapters.Files.Yaml;

/// <summary>
/// Reads the part of YAML that configuration needs: mappings with plain keys, lists and scalars. Anchors, aliases, tags and further
/// documents are refused: they hide what a file says, and aliases can make a small file huge.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>Deeper nesting is refused; the files need six levels.</summary>
    private const int MaxDepth = 32;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Problems problems;
    private readonly IParser parser;

    private YamlTree(IParser parser, Problems problems)
    {
        this.parser = parser;
        this.problems = problems;
    }

    /// <exception cref="FileProblemException">The bytes are no YAML of that kind.</exception>
    public static YamlNode Read(ReadOnlySpan<byte> bytes, Problems problems)
    {
        var text = Decode(bytes, problems);
        using var reader = new StringReader(text);
        return Guard(new Parser(reader), problems, parser => new YamlTree(parser, problems).ReadDocument(), text);
    }

    /// <param name="text">What is read, so that the mistake can be found in it; null where it is not at hand.</param>
    /// <exception cref="FileProblemException">What is read is no YAML.</exception>
    public static T Guard<T>(Parser parser, Problems problems, Func<Parser, T> read, string? text = null)
    {
        try
        {
            return read(parser);
        }
        catch (Exception exception) when (
            (exception is YamlException or InvalidOperationException or ArgumentException) && FindTab(text ?? "") is not null)
        {
            // The scanner tells of a tab at another place.
            var (line, column) = FindTab(text!)!.Value;
            throw problems.At(line, column, "a tab indents this line; YAML is indented by spaces");
        }
        catch (YamlException exception)
        {
            throw problems.At((int)exception.Start.Line, (int)exception.Start.Column, $"no valid YAML: {exception.Message}");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // Broken YAML can bring the scanner out of step; what it read last is the best place to name.
            var last = parser.Current?.End ?? Mark.Empty;
            throw problems.At((int)last.Line, (int)last.Column, "no valid YAML from here on");
        }
    }

    /// <exception cref="FileProblemException">The bytes are no UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, Problems problems)
    {
        try
        {
            return Strict.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException exception)
        {
            var before = bytes[..Math.Clamp(exception.Index, 0, bytes.Length)];
            throw problems.At(
                before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), "not UTF-8; save the file as UTF-8");
        }
    }

    /// <summary>The first line that is indented by a tab, or null.</summary>
    private static (int Line, int Column)? FindTab(string text)
    {
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var indent = line.Length - line.TrimStart().Length;
            if (line.AsSpan(0, indent).IndexOf('\t') is >= 0 and var tab && indent < line.TrimEnd().Length)
            {
                return (index + 1, tab + 1);
            }
        }

        return null;
    }

    private YamlNode ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            throw problems.At(1, 1, "the file is empty");
        }

        var root = ReadNode(1);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
        {
            throw Refuse(second, "only one document is read; remove what begins here");
        }

        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        var start = parser.Current ?? throw problems.At(1, 1, "the file ends too early");
        if (depth > MaxDepth)
        {
            throw Refuse(start, $"nested deeper than {MaxDepth} levels");
        }

        if (start is AnchorAlias)
        {
            throw Refuse(start, "aliases are not supported; write the value again");
        }

        if (start is NodeEvent { Anchor.IsEmpty: false })
        {
            throw Refuse(start, "anchors are not supported; write the value where it is used");
        }

        if (start is NodeEvent { Tag.IsEmpty: false })
        {
            throw Refuse(start, "tags are not supported; write the plain value");
        }

        var (line, column) = ((int)start.Start.Line, (int)start.Start.Column);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            return new YamlSequence(line, column, ReadItems(depth));
        }

        return parser.TryConsume<MappingStart>(out _)
            ? new YamlMapping(line, column, ReadEntries(depth))
            : new YamlScalar(line, column, parser.Consume<Scalar>().Value);
    }

    private List<YamlNode> ReadItems(int depth)
    {
        List<YamlNode> items = [];
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return items;
    }

    private List<YamlEntry> ReadEntries(int depth)
    {
        List<YamlEntry> entries = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var start = parser.Current;
            if (ReadNode(depth + 1) is not YamlScalar key)
            {
                throw Refuse(start!, "a key must be a single word");
            }

            entries.Add(new YamlEntry(key, ReadNode(depth + 1)));
        }

        return entries;
    }

    private FileProblemException Refuse(ParsingEvent at, string message) =>
        problems.At((int)at.Start.Line, (int)at.Start.Column, message);
}
