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

    public static bool Is(string value)
    {
        var words = value.Split([' ', ',', ';', '.', '(', ')', '[', ']', ':', '!'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && First.Contains(words[0]) && !words.Any(Exceptions.Contains);
    }
}
