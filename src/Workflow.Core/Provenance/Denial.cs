using System.Collections.Frozen;

namespace Workflow.Core.Provenance;

/// <summary>Values by which a trailer about AI says that there was none: <c>AI-assisted: no</c>, <c>Assisted-by: none</c>.</summary>
internal static class Denial
{
    private static readonly FrozenSet<string> First = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "no", "none", "false", "n/a", "na", "not", "never", "nothing", "nobody", "no-one", "without", "zero", "0", "0%", "human", "humans",
        "hand", "-", "--", "nil", "null");

    /// <summary>With one of these behind it, a "no" has a "but".</summary>
    private static readonly FrozenSet<string> Exceptions = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "but", "except", "only", "besides", "apart", "however", "though", "just", "other");

    /// <summary>Words that begin a denial, and deny nothing of a tool that is named behind them.</summary>
    private static readonly FrozenSet<string> Neutral =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "human", "humans", "hand", "-", "--");

    public static bool Is(string value)
    {
        var words = WordsOf(value);
        return words.Length > 0 && First.Contains(words[0]) && !words.Any(Exceptions.Contains);
    }

    /// <summary>
    /// Whether a value that begins like a denial and names a tool denies the tool, as in <c>no, not even Copilot</c>. In
    /// <c>human + Claude</c> and <c>0% human, all Claude</c> it does not.
    /// </summary>
    public static bool IsOfTool(string value)
    {
        var words = WordsOf(value);
        return Enumerable.Range(0, words.Length).Any(index =>
            First.Contains(words[index])
            && !Neutral.Contains(words[index])
            && !(index + 1 < words.Length && words[index + 1].StartsWith("human", StringComparison.OrdinalIgnoreCase)));
    }

    private static string[] WordsOf(string value) =>
        value.Split([' ', ',', ';', '.', '(', ')', '[', ']', ':', '!'], StringSplitOptions.RemoveEmptyEntries);
}
