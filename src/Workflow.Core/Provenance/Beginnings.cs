using System.Runtime.CompilerServices;

namespace Workflow.Core.Provenance;

/// <summary>Finds out whether a text holds any of some words, whatever the case of their ASCII letters.</summary>
/// <remarks>
/// <c>SearchValues</c> does the same with vector instructions, and its code is compiled twice before it is fast: on a history of fifty
/// thousand commits that takes longer than all searching by plain code, which is compiled once.
/// </remarks>
public sealed class Beginnings
{
    private const int AsciiLimit = 128;

    /// <summary>The words by their first two characters in lower case; those with others than ASCII there are in the last place.</summary>
    private readonly string[]?[] byPair = new string[]?[(AsciiLimit * AsciiLimit) + 1];

    /// <summary>A word that is shorter than a pair could be anywhere.</summary>
    private readonly bool hasShortWord;

    public Beginnings(IReadOnlyCollection<string> words)
    {
        hasShortWord = words.Any(word => word.Length < 2);
        foreach (var group in words.Where(word => word.Length >= 2).GroupBy(word => PlaceOf(word[0], word[1])))
        {
            byPair[group.Key] = [.. group];
        }
    }

    /// <summary>Takes time in proportion to the length of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool AreIn(ReadOnlySpan<char> text)
    {
        if (hasShortWord)
        {
            return true;
        }

        for (var index = 0; index + 1 < text.Length; index++)
        {
            if (byPair[PlaceOf(text[index], text[index + 1])] is { } words && BeginsWithAny(text[index..], words))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(char first, char second) =>
        (first | second) < AsciiLimit ? (Lower(first) * AsciiLimit) + Lower(second) : AsciiLimit * AsciiLimit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Lower(char letter) => (uint)(letter - 'A') <= 'Z' - 'A' ? letter | 0x20 : letter;
}
