using System.Text;
using System.Text.RegularExpressions;

namespace Workflow.Core.Policy;

/// <summary>
/// Globs over paths with '/' as separator: <c>*</c> and <c>?</c> stay within a segment, <c>**</c> crosses them. Case matters, as it
/// does to git. Matching takes linear time.
/// </summary>
public sealed class PathGlobs(IEnumerable<string> globs)
{
    private readonly Regex[] patterns = [.. globs.Select(Translate)];

    public bool Match(string path) => patterns.Any(pattern => pattern.IsMatch(path));

    private static Regex Translate(string glob)
    {
        var pattern = new StringBuilder("^");
        for (var index = 0; index < glob.Length; index++)
        {
            if (glob.AsSpan(index).StartsWith("**/"))
            {
                pattern.Append("(?:.*/)?");
                index += 2;
            }
            else if (glob.AsSpan(index).StartsWith("**"))
            {
                pattern.Append(".*");
                index++;
            }
            else
            {
                pattern.Append(glob[index] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    var literal => Regex.Escape(literal.ToString()),
                });
            }
        }

        // Git allows line breaks in paths: single line and \z keep them from hiding a path.
        const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;
        return new Regex(pattern.Append("\\z").ToString(), Options);
    }
}
