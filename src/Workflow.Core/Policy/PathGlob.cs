using System.Text;
using System.Text.RegularExpressions;

namespace Workflow.Core.Policy;

/// <summary>One glob. The usual shapes are compared as text, the others by a regular expression of linear time.</summary>
internal sealed class PathGlob
{
    private readonly Func<string, bool> match;

    private PathGlob(IReadOnlyList<int> requiredParts, Func<string, bool> match)
    {
        RequiredParts = [.. requiredParts];
        this.match = match;
    }

    /// <summary>Hashes of segments and of an extension that every path has that matches.</summary>
    public int[] RequiredParts { get; }

    public bool Match(string path) => match(path);

    public static PathGlob Parse(string glob)
    {
        var tokens = Token.Read(glob);
        return new PathGlob(FindRequiredParts(glob), MatchAsText(tokens) ?? MatchAsPattern(tokens));
    }

    /// <summary>The shapes that need no pattern; null for all others.</summary>
    private static Func<string, bool>? MatchAsText(IReadOnlyList<Token> tokens)
    {
        switch (tokens)
        {
            case []:
                return path => path.Length == 0;
            case [{ Kind: TokenKind.Anything }]:
                return _ => true;
            case [{ IsText: true, Text: var whole }]:
                return path => path == whole;
            case [{ IsText: true, Text: var start }, { Kind: TokenKind.Anything }]:
                return path => path.StartsWith(start, StringComparison.Ordinal);
            case [{ Kind: TokenKind.Folders }, { IsText: true, Text: var end }]:
                var below = "/" + end;
                return path => path == end || path.EndsWith(below, StringComparison.Ordinal);
            case [{ Kind: TokenKind.Folders }, { IsText: true, Text: var middle }, { Kind: TokenKind.Anything }]:
                var inside = "/" + middle;
                return path => path.StartsWith(middle, StringComparison.Ordinal) || path.Contains(inside, StringComparison.Ordinal);
            case [{ Kind: TokenKind.Folders }, { Kind: TokenKind.Name }, { IsText: true, Text: var ending }] when !ending.Contains('/'):
                return path => path.EndsWith(ending, StringComparison.Ordinal);
            case
            [
            { IsText: true, Text: var start },
            { Kind: TokenKind.Folders },
            { Kind: TokenKind.Name },
            { IsText: true, Text: var ending },
            ]
                when !ending.Contains('/'):
                return path => path.Length >= start.Length + ending.Length
                    && path.StartsWith(start, StringComparison.Ordinal)
                    && path.EndsWith(ending, StringComparison.Ordinal);
            case [{ IsText: true, Text: var start }, { Kind: TokenKind.Name }, { IsText: true, Text: var ending }]:
                return path => path.Length >= start.Length + ending.Length
                    && path.StartsWith(start, StringComparison.Ordinal)
                    && path.EndsWith(ending, StringComparison.Ordinal)
                    && !path.AsSpan(start.Length, path.Length - start.Length - ending.Length).Contains('/');
            default:
                return null;
        }
    }

    /// <summary>The texts at both ends rule most paths out before the pattern is asked.</summary>
    private static Func<string, bool> MatchAsPattern(IReadOnlyList<Token> tokens)
    {
        var start = tokens[0].Text;
        var end = tokens[^1].Text;
        var pattern = new StringBuilder("^");
        foreach (var token in tokens)
        {
            pattern.Append(token.Pattern);
        }

        // Git allows line breaks in paths: single line and \z keep them from hiding a path.
        const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;
        var regex = new Lazy<Regex>(() => new Regex(pattern.Append("\\z").ToString(), Options));
        return path => path.StartsWith(start, StringComparison.Ordinal)
            && path.EndsWith(end, StringComparison.Ordinal)
            && regex.Value.IsMatch(path);
    }

    private static List<int> FindRequiredParts(string glob)
    {
        var segments = glob.Split('/');
        List<int> parts = [];
        if (segments.Any(segment => segment.Contains("**", StringComparison.Ordinal) && segment != "**"))
        {
            // Such as 'a**/b': what stands between two slashes is no segment of a path.
            return parts;
        }

        parts.AddRange(segments.Where(segment => segment.AsSpan().IndexOfAny('*', '?') < 0).Select(segment => PathIndex.Hash(segment)));
        var name = segments[^1];
        var ending = name.AsSpan(name.AsSpan().LastIndexOfAny('*', '?') + 1);
        if (ending.Length < name.Length && PathIndex.ExtensionOf(ending) is { Length: > 0 } extension)
        {
            parts.Add(PathIndex.Hash(extension));
        }

        return parts;
    }

    private enum TokenKind
    {
        Text,

        /// <summary><c>*</c></summary>
        Name,

        /// <summary><c>?</c></summary>
        Letter,

        /// <summary><c>**/</c></summary>
        Folders,

        /// <summary><c>**</c></summary>
        Anything,
    }

    /// <param name="Text">Empty for all but a text.</param>
    private sealed record Token(TokenKind Kind, string Text = "")
    {
        public bool IsText => Kind is TokenKind.Text;

        public string Pattern => Kind switch
        {
            TokenKind.Name => "[^/]*",
            TokenKind.Letter => "[^/]",
            TokenKind.Folders => "(?:.*/)?",
            TokenKind.Anything => ".*",
            _ => Regex.Escape(Text),
        };

        public static List<Token> Read(string glob)
        {
            List<Token> tokens = [];
            for (var rest = glob.AsSpan(); rest.Length > 0;)
            {
                var (token, length) = ReadFirst(rest);
                tokens.Add(token);
                rest = rest[length..];
            }

            return tokens;
        }

        private static (Token Token, int Length) ReadFirst(ReadOnlySpan<char> rest) => rest switch
        {
            ['*', '*', '/', ..] => (new Token(TokenKind.Folders), 3),
            ['*', '*', ..] => (new Token(TokenKind.Anything), 2),
            ['*', ..] => (new Token(TokenKind.Name), 1),
            ['?', ..] => (new Token(TokenKind.Letter), 1),
            _ when rest.IndexOfAny('*', '?') is var end and >= 0 => (new Token(TokenKind.Text, rest[..end].ToString()), end),
            _ => (new Token(TokenKind.Text, rest.ToString()), rest.Length),
        };
    }
}
