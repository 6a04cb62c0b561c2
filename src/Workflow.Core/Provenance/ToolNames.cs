using System.Collections.Frozen;

namespace Workflow.Core.Provenance;

/// <summary>Reads which tool a free text names: <c>Claude Code (Opus 4.7)</c>, <c>GLM-4.7 via Crush</c>, <c>codex-gpt-5.5</c>.</summary>
internal sealed class ToolNames
{
    /// <summary>What is behind these words is the tool, and what is before them its model.</summary>
    private static readonly FrozenSet<string> Joints =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "via", "in", "inside", "through");

    /// <summary>Words that stand beside the names of tools and name none.</summary>
    private static readonly FrozenSet<string> Companions = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "assist", "pro", "flash", "max", "mini", "context", "preview", "microsoft", "charm", "m", "k", "v", "gpt", "cloud", "web", "auto",
        "autofix", "powered", "by", "via", "in");

    /// <summary>Beside the name of a tool, these say that no person is meant, who could be called Claude or Devin too.</summary>
    private static readonly FrozenSet<string> Marks = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "code", "cli", "app", "bot", "chat", "coder", "agent", "assistant", "ai", "github", "google", "openai", "anthropic",
        "jetbrains", "desktop", "workspace", "composer", "cascade");

    private static readonly FrozenSet<string> Mailboxes =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "noreply", "no-reply", "donotreply", "bot", "agent", "ai", "assistant");

    /// <summary>Behind a dot, these make a domain of a word: <c>claude.ai</c>.</summary>
    private static readonly FrozenSet<string> DomainEndings =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "ai", "com", "dev", "io", "app", "org", "google", "chat");

    private readonly FrozenDictionary<string, (AiTool Tool, Rank Rank)> words;
    private readonly FrozenDictionary<string, (AiTool Tool, Rank Rank)>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly FrozenSet<string> domains;
    private readonly FrozenSet<string> personNames;

    public ToolNames(IEnumerable<AiTool> tools)
    {
        Dictionary<string, (AiTool, Rank)> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (var tool in tools)
        {
            var isUnknown = tool.Id == AiTool.Unknown.Id;
            foreach (var word in tool.Words.Append(tool.Id))
            {
                found.TryAdd(word, (tool, isUnknown ? Rank.AnyAI : Rank.Tool));
            }

            foreach (var word in tool.Models)
            {
                found.TryAdd(word, (tool, Rank.Model));
            }
        }

        words = found.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        personNames = tools.SelectMany(tool => tool.PersonNames).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        domains = tools.SelectMany(tool => tool.Domains).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    private enum Rank
    {
        AnyAI,
        Model,
        Tool,
        ToolBehindJoint,
    }

    /// <summary>The tool, <see cref="AiTool.Unknown"/> where only AI as such is named, or null.</summary>
    public AiTool? Find(ReadOnlySpan<char> text)
    {
        (AiTool Tool, Rank Rank)? best = null;
        var behindJoint = false;
        var at = 0;
        foreach (var word in Words(text))
        {
            at += text[at..].IndexOf(word);
            var isCode = IsCode(text, at, word.Length);
            at += word.Length;
            if (!isCode && TryFind(word, out var found))
            {
                var rank = behindJoint && found.Rank is Rank.Tool ? Rank.ToolBehindJoint : found.Rank;
                best = best is { } known && known.Rank >= rank ? best : (found.Tool, rank);
            }

            behindJoint = Joints.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
        }

        return best?.Tool;
    }

    /// <summary>Whether every word for a tool or for AI is one that people are called by too, and none is "human".</summary>
    public bool MayNameAPerson(ReadOnlySpan<char> text)
    {
        var shared = personNames.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in Words(text))
        {
            if (word.Equals("human", StringComparison.OrdinalIgnoreCase) || (TryFind(word, out _) && !shared.Contains(word)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The tool behind an identity whose address no signal knows. The whole name must be a product's, and either no person's too
    /// (<c>Claude Opus 4.6</c>, <c>Gemini CLI</c>), or without an address, or with one that no person has.
    /// </summary>
    public AiTool? FindProduct(string? name, string? address)
    {
        if (name is null || Find(name) is not { } tool || tool.Id == AiTool.Unknown.Id)
        {
            return null;
        }

        var (count, isMarked) = (0, false);
        foreach (var word in Words(name))
        {
            var isMark = Marks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
            var isKnown = TryFind(word, out var found);
            if (!isKnown && !isMark && !Companions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            {
                return null;
            }

            isMarked |= isMark || (isKnown && found.Rank is Rank.Model);
            count++;
        }

        var hasVersion = count > 1 && name.AsSpan().IndexOfAnyInRange('0', '9') >= 0;
        return address is null || IsOfNobody(address) || ((isMarked || hasVersion) && !IsAccount(address)) ? tool : null;
    }

    /// <summary>Handles are made of any words: an account that is a tool's is known by a signal.</summary>
    private static bool IsAccount(string address) => address.EndsWith("@users.noreply.github.com", StringComparison.OrdinalIgnoreCase);

    private bool IsOfNobody(string address)
    {
        var at = address.LastIndexOf('@');
        return Mailboxes.Contains(address[..at]) || domains.Contains(address[(at + 1)..]);
    }

    /// <summary>Whether a word is a piece of code: <c>cursor.execute()</c>, <c>cursor()</c>, <c>next_cursor</c>.</summary>
    private bool IsCode(ReadOnlySpan<char> text, int start, int length)
    {
        var behind = text[(start + length)..];
        return behind.StartsWith("()")
            || (behind.Length > 1 && behind[0] == '.' && char.IsLetter(behind[1]) && !DomainEndings.Contains(FirstWord(behind).ToString()))
            || (behind.Length > 1 && behind[0] == '_' && char.IsLetter(behind[1]) && !IsOfTools(FirstWord(behind)))
            || (start > 1 && text[start - 1] == '_' && char.IsLetter(text[start - 2]) && !IsOfTools(LastWord(text[..(start - 1)])));
    }

    /// <summary>Whether a word stands in the names of tools: <c>claude_code</c> is no piece of code.</summary>
    private bool IsOfTools(ReadOnlySpan<char> word) =>
        TryFind(word, out _) || Marks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
        || Companions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text)
    {
        var words = Words(text);
        return words.MoveNext() ? words.Current : default;
    }

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        while (start > 0 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return text[start..];
    }

    private bool TryFind(ReadOnlySpan<char> word, out (AiTool Tool, Rank Rank) found) => lookup.TryGetValue(word, out found);

    /// <summary>Runs of letters: <c>qwen3-coder</c> is "qwen" and "coder".</summary>
    private static WordEnumerator Words(ReadOnlySpan<char> text) => new(text);

    private ref struct WordEnumerator(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly WordEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            var start = 0;
            while (start < rest.Length && !char.IsLetter(rest[start]))
            {
                start++;
            }

            var end = start;
            while (end < rest.Length && char.IsLetter(rest[end]))
            {
                end++;
            }

            Current = rest[start..end];
            rest = rest[end..];
            return Current.Length > 0;
        }
    }
}
