using System.Numerics;

namespace Workflow.Core.Policy;

/// <summary>
/// A glob as a nondeterministic automaton whose states are the bits of words: each character of a path takes a fixed number of steps for
/// each 64 characters of the glob. Making one takes microseconds, where a regular expression takes milliseconds.
/// </summary>
internal sealed class PathGlob
{
    private const int WordLength = 64;

    /// <summary>Longest run of words on the stack.</summary>
    private const int MostWords = 32;

    private readonly State[] states;
    private readonly ulong[] first;
    private readonly int words;

    /// <exception cref="ArgumentException">The glob is longer than about 2,000 characters.</exception>
    public PathGlob(string glob)
    {
        List<State> found = [];
        for (var index = 0; index < glob.Length; index++)
        {
            if (glob.AsSpan(index).StartsWith("**/"))
            {
                found.Add(new State(StateKind.Optional));
                found.Add(new State(StateKind.Folders));
                index += 2;
            }
            else if (glob.AsSpan(index).StartsWith("**"))
            {
                found.Add(new State(StateKind.Anything));
                index++;
            }
            else
            {
                found.Add(glob[index] switch
                {
                    '*' => new State(StateKind.WithinSegment),
                    '?' => new State(StateKind.One),
                    var literal => new State(StateKind.Literal, literal),
                });
            }
        }

        states = [.. found];
        words = (states.Length / WordLength) + 1;
        if (words > MostWords)
        {
            throw new ArgumentException($"The glob has more than {MostWords * WordLength} characters.", nameof(glob));
        }

        first = new ulong[words];
        Enter(first, 0);
    }

    public bool Match(string path)
    {
        Span<ulong> now = stackalloc ulong[words];
        Span<ulong> next = stackalloc ulong[words];
        first.CopyTo(now);
        foreach (var letter in path)
        {
            next.Clear();
            if (!Advance(now, next, letter))
            {
                return false;
            }

            next.CopyTo(now);
        }

        return (now[states.Length / WordLength] & (1UL << (states.Length % WordLength))) != 0;
    }

    /// <returns>Whether any state is left.</returns>
    private bool Advance(ReadOnlySpan<ulong> now, Span<ulong> next, char letter)
    {
        var any = false;
        for (var word = 0; word < now.Length; word++)
        {
            for (var bits = now[word]; bits != 0; bits &= bits - 1)
            {
                var place = (word * WordLength) + BitOperations.TrailingZeroCount(bits);
                if (place < states.Length)
                {
                    any |= Advance(place, next, letter);
                }
            }
        }

        return any;
    }

    private bool Advance(int place, Span<ulong> next, char letter)
    {
        var state = states[place];
        var stays = state.Kind is StateKind.Anything or StateKind.Folders || (state.Kind is StateKind.WithinSegment && letter != '/');
        var leaves = state.Kind switch
        {
            StateKind.Literal => letter == state.Letter,
            StateKind.One => letter != '/',
            StateKind.Folders => letter == '/',
            _ => false,
        };
        if (stays)
        {
            Enter(next, place);
        }

        if (leaves)
        {
            Enter(next, place + 1);
        }

        return stays || leaves;
    }

    /// <summary>Adds a state with all that are reached from it without a character.</summary>
    private void Enter(Span<ulong> set, int place)
    {
        while (true)
        {
            var bit = 1UL << (place % WordLength);
            if ((set[place / WordLength] & bit) != 0)
            {
                return;
            }

            set[place / WordLength] |= bit;
            switch (place < states.Length ? states[place].Kind : StateKind.Literal)
            {
                case StateKind.Optional:
                    Enter(set, place + 2);
                    place++;
                    break;
                case StateKind.Anything or StateKind.WithinSegment:
                    place++;
                    break;
                default:
                    return;
            }
        }
    }

    private enum StateKind
    {
        Literal,

        /// <summary><c>?</c></summary>
        One,

        /// <summary><c>*</c></summary>
        WithinSegment,

        /// <summary><c>**</c></summary>
        Anything,

        /// <summary>Before the folders of <c>**/</c>, of which there may be none.</summary>
        Optional,

        /// <summary>In the folders of <c>**/</c>, up to the separator.</summary>
        Folders,
    }

    private readonly record struct State(StateKind Kind, char Letter = '\0');
}
