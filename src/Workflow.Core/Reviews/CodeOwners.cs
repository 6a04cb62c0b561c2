namespace Workflow.Core.Reviews;

/// <summary>
/// A repository's CODEOWNERS file, read as GitHub reads it (docs.github.com, "About code owners"): the last pattern that matches a
/// path names its owners, none of them where it names none, and lines that are no valid rule are passed over.
/// </summary>
public sealed class CodeOwners
{
    /// <summary>Where the file may be, first found first.</summary>
    public static readonly IReadOnlyList<string> Locations = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

    /// <summary>GitHub does not load larger files.</summary>
    public const int MaxBytes = 3 * 1024 * 1024;

    /// <summary>The most owners that are kept of one change.</summary>
    public const int MaxOwners = 200;

    private readonly List<(CodeOwnersPattern Pattern, string[] Owners)> rules = [];

    private CodeOwners()
    {
    }

    public static CodeOwners Parse(string text)
    {
        var parsed = new CodeOwners();
        foreach (var line in text.Split('\n'))
        {
            if (ParseRule(line) is { } rule)
            {
                parsed.rules.Add(rule);
            }
        }

        // The last one that matches counts.
        parsed.rules.Reverse();
        return parsed;
    }

    /// <summary>The owners of a path, as the file names them.</summary>
    public IReadOnlyList<string> Of(string path)
    {
        var segments = path.Split('/');
        foreach (var (pattern, owners) in rules)
        {
            if (pattern.Matches(segments))
            {
                return owners;
            }
        }

        return [];
    }

    /// <summary>The owners of all changed paths, each once, up to <see cref="MaxOwners"/>. A renamed file changes both its paths.</summary>
    public IReadOnlyList<string> Of(IEnumerable<ChangedPath> paths) =>
    [
        .. paths
            .SelectMany(path => path.PreviousPath is { } previous ? Of(path.Path).Concat(Of(previous)) : Of(path.Path))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MaxOwners),
    ];

    private static (CodeOwnersPattern Pattern, string[] Owners)? ParseRule(string line)
    {
        var words = Words(line);
        return words.Count > 0 && CodeOwnersPattern.TryParse(words[0]) is { } pattern && words.Skip(1).All(IsOwner)
            ? (pattern, [.. words.Skip(1)])
            : null;
    }

    /// <summary>The words before a comment; a space with a backslash before it is part of its word.</summary>
    private static List<string> Words(string line)
    {
        List<string> words = [];
        var start = -1;
        for (var index = 0; index < line.Length; index++)
        {
            var letter = line[index];
            if (char.IsWhiteSpace(letter))
            {
                Close(index);
            }
            else if (letter == '#' && start < 0)
            {
                break;
            }
            else
            {
                start = start < 0 ? index : start;
                index += letter == '\\' && index + 1 < line.Length && line[index + 1] is ' ' or '\\' ? 1 : 0;
            }
        }

        Close(line.Length);
        return words;

        void Close(int end)
        {
            if (start >= 0)
            {
                words.Add(line[start..end]);
                start = -1;
            }
        }
    }

    private static bool IsOwner(string word) => word.StartsWith('@')
        ? word.Length > 1 && word.Count(letter => letter == '/') <= 1 && !word.EndsWith('/') && word[1] != '/'
        : word.IndexOf('@', StringComparison.Ordinal) is var at && at > 0 && at < word.Length - 1;
}
