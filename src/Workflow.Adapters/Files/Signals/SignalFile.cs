using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Provenance;

namespace Workflow.Adapters.Files.Signals;

/// <summary>
/// Reads <c>signals.yaml</c>: the signals by which AI tools show. A file with any mistake in it is no file: all mistakes are told at
/// once. An example that does not match, or a counter-example that does, is a mistake.
/// </summary>
public static class SignalFile
{
    private const string BuiltIn = "signals.yaml";

    private static readonly Lazy<SignalCatalogue> BuiltInCatalogue = new(ReadBuiltIn);

    /// <summary>The signals that come with the gate.</summary>
    public static SignalCatalogue Default => BuiltInCatalogue.Value;

    /// <param name="file">The name for messages.</param>
    /// <param name="extending">What the file adds to; null where it stands alone.</param>
    /// <exception cref="FileProblemException">The file has mistakes.</exception>
    public static SignalCatalogue Parse(string file, ReadOnlySpan<byte> bytes, SignalCatalogue? extending = null) =>
        Parse(file, bytes, extending, triesExamples: true);

    private static SignalCatalogue Parse(string file, ReadOnlySpan<byte> bytes, SignalCatalogue? extending, bool triesExamples)
    {
        var values = new ValueReader(new Problems(file));
        var root = YamlTree.Read(bytes, values.Problems);
        var known = extending ?? new SignalCatalogue([], [], []);
        if (MappingReader.Open(root, "the file", ["tools", "programs", "signals"], values.Problems) is { } sections)
        {
            var tools = sections.Optional("tools") is { } toolNodes ? ToolReader.ReadAll(toolNodes, values) : [];
            known = known.Extend(tools, [], []);
            var programs = ReadList(sections.Optional("programs"), "programs", new ProgramReader(values, triesExamples).Read, values);
            var signals = ReadList(sections.Optional("signals"), "signals", new SignalReader(known, values, triesExamples).Read, values);
            known = known.Extend([], signals, programs);
        }

        values.Problems.ThrowIfAny();
        return known;
    }

    private static List<T> ReadList<T>(YamlNode? node, string what, Func<YamlNode, T?> read, ValueReader values)
        where T : class
    {
        if (node is null)
        {
            return [];
        }

        if (node is YamlSequence { Items: var items })
        {
            return [.. items.Select(read).OfType<T>()];
        }

        values.Problems.Add(node, $"{what} must be a list, not {node.Kind}; write [] where there are none");
        return [];
    }

    /// <summary>A test has tried its examples: trying them again would make every start of a command slower.</summary>
    private static SignalCatalogue ReadBuiltIn()
    {
        using var stream = typeof(SignalFile).Assembly.GetManifestResourceStream(BuiltIn)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(BuiltIn, bytes, null, triesExamples: false);
    }
}
