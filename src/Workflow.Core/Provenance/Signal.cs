namespace Workflow.Core.Provenance;

/// <summary>Where a signal is looked for.</summary>
public enum SignalPlace
{
    Author,
    Committer,

    /// <summary>A trailer that names somebody who took part in writing, such as <c>Co-authored-by</c>.</summary>
    CoAuthor,

    /// <summary>A trailer with a key of its own.</summary>
    Trailer,
    Message,
    PullRequest,
    Branch,
    Label,
}

/// <summary>How sure a signal is. Ordered from the least to the most sure.</summary>
public enum SignalCertainty
{
    /// <summary>
    /// People leave it too. It is listed, and makes a change assisted only together with another signal found in another place.
    /// </summary>
    Weak,

    /// <summary>Mistaken now and then.</summary>
    Likely,

    /// <summary>Only the tool, or somebody who says that it took part, leaves it.</summary>
    Certain,
}

/// <summary>One way in which a tool shows.</summary>
/// <param name="Kind">
/// What it makes of a commit. <see cref="ProvenanceKind.Agent"/> holds where the tool authored the commit or opened the pull request;
/// in every other place the tool assisted somebody.
/// </param>
public sealed record Signal(
    AiTool Tool, ProvenanceKind Kind, IReadOnlyList<SignalPlace> Places, SignalPattern Pattern, SignalCertainty Certainty);

/// <summary>What a signal looks like. Letter case never matters, and in globs <c>*</c> stands for any text.</summary>
public abstract record SignalPattern;

/// <summary>An account. All that is given must fit.</summary>
/// <param name="Email">A glob for the address.</param>
/// <param name="Account">A glob for the GitHub login, taken from a private address of GitHub or from the host's own word.</param>
/// <param name="AccountId">The number of the GitHub account, taken from its private address.</param>
/// <param name="Name">A glob for the name. Names are people's too: give one alone only where no person can have it.</param>
public sealed record IdentityPattern(
    string? Email = null, string? Account = null, long? AccountId = null, string? Name = null) : SignalPattern;

/// <summary>A trailer.</summary>
/// <param name="Value">A glob for the value.</param>
/// <param name="NamesTool">Whether the value names the tool; it may also deny that there was one.</param>
/// <param name="MayBePerson">Whether the value may name a person instead.</param>
/// <param name="Unnamed">How sure it is that AI took part where the value names no tool and no AI; null where that is no signal.</param>
public sealed record TrailerPattern(
    string Key, string Value = "*", bool NamesTool = false, bool MayBePerson = false, SignalCertainty? Unnamed = null) : SignalPattern;

/// <summary>A line of text without the bullets, emoji and markup around it, as a glob.</summary>
/// <param name="IsSubject">Whether only the first line of a message counts.</param>
public sealed record LinePattern(string Line, bool IsSubject = false) : SignalPattern;

/// <summary>A piece of text wherever it stands outside quotes.</summary>
public sealed record TextPattern(string Text) : SignalPattern;

/// <summary>A branch or label, as a glob.</summary>
public sealed record NamePattern(string Name) : SignalPattern;

/// <summary>A program that is no AI: it updates dependencies, releases, merges.</summary>
/// <param name="QuotesOthers">
/// Whether it quotes the notes of other projects in its messages: then only trailers in the last block of a message count.
/// </param>
public sealed record AutomationProgram(string Name, IdentityPattern Identity, bool QuotesOthers = false);
