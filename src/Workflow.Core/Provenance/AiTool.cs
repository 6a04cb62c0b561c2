namespace Workflow.Core.Provenance;

/// <summary>An AI tool that writes code.</summary>
/// <param name="Id">Lower-case letters, digits and '-', such as <c>claude</c>.</param>
/// <param name="Name">For readers: the id but for letter case and spaces, so that a policy may name either.</param>
public sealed record AiTool(string Id, string Name)
{
    /// <summary>AI took part, and no tool that the catalogue knows is named.</summary>
    public static readonly AiTool Unknown = new("unknown", "Unknown");

    /// <summary>Words by which free text names the tool, such as <c>claude</c>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Those of its words that people are called by too: alone, such a name says less than any other.</summary>
    public IReadOnlyList<string> PersonNames { get; init; } = [];

    /// <summary>Words for models that are the vendor's: they count where the text names no tool.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Mail domains of the vendor. Its staff has addresses there too: a domain alone says nothing.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    public override string ToString() => Name;
}
