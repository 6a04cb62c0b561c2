using Workflow.Core.Reviews;

namespace Workflow.Adapters.Git;

/// <summary>Which CODEOWNERS file holds, while a history is read from its end back.</summary>
internal sealed class CodeOwnersTrail
{
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);

    private CodeOwnersTrail()
    {
    }

    /// <summary>The id of its content; null where there is none.</summary>
    public string? Current => CodeOwners.Locations.Select(path => ids.GetValueOrDefault(path)).FirstOrDefault(id => id is not null);

    /// <summary>As it is at a commit.</summary>
    public static async Task<CodeOwnersTrail> AtAsync(string folder, string commit, CancellationToken cancellationToken)
    {
        var trail = new CodeOwnersTrail();
        var text = await GitProgram.AskAsync(
            folder, cancellationToken, ["ls-tree", "-z", "--full-tree", commit, "--", .. CodeOwners.Locations]);
        foreach (var line in (text ?? "").Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split('\t', 2) is [var entry, var path] && entry.Split(' ') is [['1', '0', '0', ..], _, var id])
            {
                trail.ids[path] = id;
            }
        }

        return trail;
    }

    /// <summary>Goes back before a change of a file.</summary>
    /// <param name="path">Of any file.</param>
    /// <param name="id">The content before; null where there was no file.</param>
    public void TurnBack(string path, string? id)
    {
        if (!CodeOwners.Locations.Contains(path, StringComparer.Ordinal))
        {
            return;
        }

        if (id is null)
        {
            ids.Remove(path);
        }
        else
        {
            ids[path] = id;
        }
    }
}
