namespace Workflow.Core.Policy;

/// <summary>
/// Globs over paths with '/' as separator: <c>*</c> and <c>?</c> stay within a segment, <c>**</c> crosses them. Case matters, as it
/// does to git. Matching takes linear time.
/// </summary>
public sealed class PathGlobs(IEnumerable<string> globs)
{
    private readonly PathGlob[] globs = [.. globs.Select(PathGlob.Parse)];

    public bool Match(string path)
    {
        foreach (var glob in globs)
        {
            if (glob.Match(path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of the paths matches.</summary>
    internal bool MatchAny(PathIndex index)
    {
        foreach (var glob in globs)
        {
            if (index.MayHold(glob) && MatchAny(glob, index.Paths))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Those of the paths that match.</summary>
    internal IEnumerable<string> FindAll(PathIndex index)
    {
        PathGlob[] possible = [.. globs.Where(index.MayHold)];
        return possible.Length == 0 ? [] : index.Paths.Where(path => possible.Any(glob => glob.Match(path)));
    }

    private static bool MatchAny(PathGlob glob, IReadOnlyList<string> paths)
    {
        for (var index = 0; index < paths.Count; index++)
        {
            if (glob.Match(paths[index]))
            {
                return true;
            }
        }

        return false;
    }
}
