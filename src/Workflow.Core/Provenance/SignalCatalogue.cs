using System.Buffers;
using System.Collections.Frozen;
using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>
/// The signals by which AI tools show, and the programs that are no AI. Immutable; may be used by any number of threads.
/// </summary>
public sealed class SignalCatalogue
{
    private readonly IdentityIndex<Signal> identities;
    private readonly IdentityIndex<AutomationProgram> programIndex;
    private readonly FrozenDictionary<string, Signal[]> byKey;
    private readonly FrozenDictionary<string, AiTool> toolsByName;
    private readonly ToolNames names;

    /// <param name="tools"><see cref="AiTool.Unknown"/> need not be among them.</param>
    public SignalCatalogue(
        IReadOnlyList<AiTool> tools, IReadOnlyList<Signal> signals, IReadOnlyList<AutomationProgram> programs)
    {
        Tools = tools.Any(tool => tool.Id == AiTool.Unknown.Id) ? tools : [.. tools, AiTool.Unknown];
        Signals = signals;
        Programs = programs;
        identities = new(signals
            .Where(signal => signal.Pattern is IdentityPattern)
            .Select(signal => ((IdentityPattern)signal.Pattern, signal)));
        programIndex = new(programs.Select(program => (program.Identity, program)));
        byKey = signals
            .Where(signal => signal.Pattern is TrailerPattern)
            .GroupBy(signal => ((TrailerPattern)signal.Pattern).Key, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase);
        Lines = [.. signals.Where(signal => signal.Pattern is LinePattern)];
        Texts = [.. signals.Where(signal => signal.Pattern is TextPattern)];
        BranchesAndLabels = [.. signals.Where(signal => signal.Pattern is NamePattern)];
        names = new ToolNames(Tools);
        toolsByName = Tools
            .SelectMany(tool => new[] { tool.Id, tool.Name }.Select(name => (Name: name, Tool: tool)))
            .DistinctBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(entry => entry.Name, entry => entry.Tool, StringComparer.OrdinalIgnoreCase);
        Beginnings = SearchValues.Create([.. BeginningsOf(signals)], StringComparison.OrdinalIgnoreCase);
    }

    public IReadOnlyList<AiTool> Tools { get; }

    public IReadOnlyList<Signal> Signals { get; }

    public IReadOnlyList<AutomationProgram> Programs { get; }

    internal Signal[] Lines { get; }

    internal Signal[] Texts { get; }

    internal Signal[] BranchesAndLabels { get; }

    /// <summary>A text that holds none of these holds no signal: most messages need not be read any closer.</summary>
    internal SearchValues<string> Beginnings { get; }

    /// <summary>This catalogue with more in it. A tool with the id of a known one adds its words to it.</summary>
    public SignalCatalogue Extend(
        IReadOnlyList<AiTool> tools, IReadOnlyList<Signal> signals, IReadOnlyList<AutomationProgram> programs) => new(
        [
            .. tools.Select(tool => FindTool(tool.Id) is { } known ? Merge(known, tool) : tool),
            .. Tools.Where(known => tools.All(tool => tool.Id != known.Id)),
        ],
        [.. Signals, .. signals],
        [.. Programs, .. programs]);

    /// <summary>The tool with this id or name; null where the catalogue has none.</summary>
    public AiTool? FindTool(string idOrName) => toolsByName.GetValueOrDefault(idOrName.Trim());

    /// <summary>The tool that a free text names, <see cref="AiTool.Unknown"/> where it names AI as such, or null.</summary>
    public AiTool? FindToolIn(string text) => names.Find(text);

    /// <summary>What an identity in this place stands for: an AI tool, or null.</summary>
    public Signal? Find(ActorIdentity identity, SignalPlace place)
    {
        Signal? best = null;
        foreach (var signal in identities.Find(identity))
        {
            if (signal.Places.Contains(place) && (best is null || signal.Certainty > best.Certainty))
            {
                best = signal;
            }
        }

        return best;
    }

    /// <summary>The agent behind the author of a commit or a pull request; null for people, assistants and other programs.</summary>
    public AiTool? AgentOf(ActorIdentity author) =>
        Find(author, SignalPlace.Author) is { Kind: ProvenanceKind.Agent } signal ? signal.Tool : null;

    public AutomationProgram? FindProgram(ActorIdentity identity) => programIndex.Find(identity).FirstOrDefault();

    /// <summary>Whether this is an account of a program (AI tool, release bot, merge bot) or a host's own, and no person.</summary>
    /// <remarks>Names do not count: whoever writes a commit chooses one, and could leave the list of its participants by it.</remarks>
    public bool IsProgram(ActorIdentity identity)
    {
        var nameless = identity with { Name = null };
        return FindProgram(nameless) is not null || identities.Find(nameless).Any();
    }

    /// <summary>The tool that an identity names by its product's name.</summary>
    internal AiTool? FindProduct(ActorIdentity identity) => names.FindProduct(identity.Name, identity.Email);

    internal ReadOnlySpan<Signal> FindByKey(string key) => byKey.GetValueOrDefault(key);

    private static AiTool Merge(AiTool known, AiTool added) => known with
    {
        Words = [.. known.Words, .. added.Words],
        Models = [.. known.Models, .. added.Models],
        Domains = [.. known.Domains, .. added.Domains],
        IsGivenName = known.IsGivenName || added.IsGivenName,
    };

    private static IEnumerable<string> BeginningsOf(IEnumerable<Signal> signals) => signals
        .Select(signal => signal.Pattern switch
        {
            TrailerPattern trailer => trailer.Key,
            LinePattern line => Glob.LongestPiece(line.Line),
            TextPattern text => text.Text,
            _ => null,
        })
        .OfType<string>()
        .SelectMany(beginning => new[] { beginning, beginning.Replace('-', ' ') })
        .Concat(CoAuthorLine.Beginnings)
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
