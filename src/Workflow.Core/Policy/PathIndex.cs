namespace Workflow.Core.Policy;

/// <summary>
/// Paths with a filter of the segments and file extensions that occur in them, so that most globs are ruled out without looking at a
/// single path. The filter may say yes without reason, never no (Bloom's filter with two bits for each part).
/// </summary>
internal sealed class PathIndex
{
    private const int Bits = 8192;

    private readonly ulong[] seen = new ulong[Bits / 64];

    public PathIndex(IReadOnlyList<string> paths)
    {
        Paths = paths;
        for (var index = 0; index < paths.Count; index++)
        {
            Note(paths[index]);
        }
    }

    public IReadOnlyList<string> Paths { get; }

    /// <summary>Whether one of the paths can match.</summary>
    public bool MayHold(PathGlob glob)
    {
        foreach (var part in glob.RequiredParts)
        {
            if (!Holds(part) || !Holds(Second(part)))
            {
                return false;
            }
        }

        return Paths.Count > 0;
    }

    /// <summary>The extension that a file's name ends with, its dot included; empty where it has none.</summary>
    public static ReadOnlySpan<char> ExtensionOf(ReadOnlySpan<char> name) =>
        name.LastIndexOf('.') is var dot and >= 0 ? name[dot..] : [];

    public static int Hash(ReadOnlySpan<char> part) => string.GetHashCode(part);

    private void Note(ReadOnlySpan<char> path)
    {
        while (path.IndexOf('/') is var slash and >= 0)
        {
            Add(Hash(path[..slash]));
            path = path[(slash + 1)..];
        }

        Add(Hash(path));
        Add(Hash(ExtensionOf(path)));
    }

    private void Add(int hash)
    {
        Set(hash);
        Set(Second(hash));
    }

    private void Set(int hash) => seen[(hash & (Bits - 1)) >> 6] |= 1UL << (hash & 63);

    private bool Holds(int hash) => (seen[(hash & (Bits - 1)) >> 6] & (1UL << (hash & 63))) != 0;

    /// <summary>The upper half of a hash, of which the first bit uses the lower.</summary>
    private static int Second(int hash) => hash >>> 16;
}
