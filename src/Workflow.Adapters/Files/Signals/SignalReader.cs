using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Provenance;

namespace Workflow.Adapters.Files.Signals;

/// <summary>Reads an entry for a signal.</summary>
/// <param name="known">Holds the tools that entries may name.</param>
/// <param name="triesExamples">Whether entries are tried on their examples.</param>
internal sealed class SignalReader(SignalCatalogue known, ValueReader values, bool triesExamples)
{
    private static readonly string[] Keys =
    [
        "tool", "names-tool", "may-be-person", "unnamed", "kind", "where", "email", "account", "account-id", "name", "key", "value",
        "line", "subject", "text", "pattern", "certainty", "source", "matches", "not",
    ];

    public Signal? Read(YamlNode node)
    {
        if (MappingReader.Open(node, "a signal", Keys, values.Problems) is not { } entry)
        {
            return null;
        }

        var tool = ReadTool(node, entry);
        var kind = entry.Required("kind") is { } kindNode ? values.Choice(kindNode, "kind", ["agent", "assisted"]) : null;
        var places = entry.Required("where") is { } where ? ReadPlaces(where) : [];
        var certainty = entry.Required("certainty") is { } sure ? values.Choice<SignalCertainty>(sure, "certainty") : null;
        _ = Text(entry, "source", values);
        if (tool is null || kind is null || places.Length == 0 || certainty is null || ReadPattern(node, entry, places) is not { } pattern)
        {
            return null;
        }

        var signal = new Signal(
            tool, kind == "agent" ? ProvenanceKind.Agent : ProvenanceKind.Assisted, places, pattern, certainty.Value);
        Try(entry, signal);
        return signal;
    }

    public static string? Text(MappingReader entry, string key, ValueReader values) =>
        entry.Required(key) is { } node ? values.Text(node, key) : null;

    /// <param name="nameKey">Where the name of the account stands; null where it is none of the pattern.</param>
    public static IdentityPattern? ReadIdentity(MappingReader entry, string? nameKey, ValueReader values)
    {
        var email = Optional(entry, "email", values);
        var account = Optional(entry, "account", values);
        var id = entry.Optional("account-id") is { } node ? values.Number(node, "account-id", 1, int.MaxValue) : null;
        var name = nameKey is null ? null : Optional(entry, nameKey, values);
        return new IdentityPattern(email, account, id, name);
    }

    private static string? Optional(MappingReader entry, string key, ValueReader values) =>
        entry.Optional(key) is { } node ? values.Text(node, key) : null;

    private AiTool? ReadTool(YamlNode node, MappingReader entry)
    {
        if (entry.Optional("names-tool") is { } flag && values.Flag(flag, "names-tool") is true)
        {
            return AiTool.Unknown;
        }

        if (entry.Optional("tool") is { } toolNode)
        {
            return values.Choice(toolNode, "tool", [.. known.Tools.Select(tool => tool.Id)]) is { } id ? known.FindTool(id) : null;
        }

        values.Problems.Add(node, "a signal needs the key 'tool', or 'names-tool: true' where a trailer names it");
        return null;
    }

    private SignalPlace[] ReadPlaces(YamlNode node) =>
        [.. values.Items(node, "where").Select(item => values.Choice<SignalPlace>(item, "where")).OfType<SignalPlace>()];

    private SignalPattern? ReadPattern(YamlNode node, MappingReader entry, SignalPlace[] places)
    {
        SignalPattern? pattern = places[0] switch
        {
            SignalPlace.Author or SignalPlace.Committer or SignalPlace.CoAuthor => ReadIdentity(entry, "name", values),
            SignalPlace.Trailer => Text(entry, "key", values) is { } key ? ReadTrailer(entry, key) : null,
            SignalPlace.Message or SignalPlace.PullRequest => ReadText(node, entry),
            _ => Text(entry, "pattern", values) is { } name ? new NamePattern(name) : null,
        };
        if (pattern is IdentityPattern { Email: null, Account: null, AccountId: null, Name: null })
        {
            values.Problems.Add(node, "a signal in an identity needs at least one of email, account, account-id, name");
            return null;
        }

        return pattern;
    }

    private TrailerPattern ReadTrailer(MappingReader entry, string key) => new(
        key,
        Optional(entry, "value", values) ?? "*",
        entry.Optional("names-tool") is { } names && values.Flag(names, "names-tool") is true,
        entry.Optional("may-be-person") is { } person && values.Flag(person, "may-be-person") is true,
        entry.Optional("unnamed") is { } unnamed ? values.Choice<SignalCertainty>(unnamed, "unnamed") : null);

    private SignalPattern? ReadText(YamlNode node, MappingReader entry)
    {
        if (Optional(entry, "line", values) is { } line)
        {
            return new LinePattern(line);
        }

        if (Optional(entry, "subject", values) is { } subject)
        {
            return new LinePattern(subject, IsSubject: true);
        }

        if (Optional(entry, "text", values) is { } text)
        {
            return new TextPattern(text);
        }

        values.Problems.Add(node, "a signal in a text needs one of line, subject, text");
        return null;
    }

    private void Try(MappingReader entry, Signal signal)
    {
        if (entry.Required("matches") is { } node && values.Text(node, "matches") is { } example && triesExamples)
        {
            var missed = signal.Places.Except(SignalExample.FindPlaces(signal, example, known.Tools)).ToList();
            if (missed.Count > 0)
            {
                values.Problems.Add(node, $"'{example}' does not match as {string.Join(", ", missed)}");
            }
        }

        if (entry.Required("not") is { } otherNode && values.Text(otherNode, "not") is { } other && triesExamples
            && SignalExample.FindPlaces(signal, other, known.Tools).Count > 0)
        {
            values.Problems.Add(otherNode, $"'{other}' matches and must not");
        }
    }
}
