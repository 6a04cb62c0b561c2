namespace Workflow.Core.Policy;

/// <summary>
/// Globs over paths with '/' as separator: <c>*</c> and <c>?</c> stay within a segment, <c>**</c> crosses them. Case matters, as it
/// does to git. Matching takes linear time and allocates nothing.
/// </summary>
public sealed class PathGlobs(IEnumerable<string> globs)
{
    private readonly PathGlob[] globs = [.. globs.Select(glob => new PathGlob(glob))];

    public bool Match(string path)
    {
        for (var index = 0; index < globs.Length; index++)
        {
            if (globs[index].Match(path))
            {
                return true;
            }
        }

        return false;
    }
}
