using LibGit2Sharp;

namespace Workflow.Benchmarks.Latency;

/// <summary>A repository with a change by a junior who had the help of AI.</summary>
internal static class SmallRepository
{
    public static (string Folder, (string Base, string Head) Commits) Create(string folder)
    {
        using var repository = new Repository(Repository.Init(folder));
        var from = Commit(repository, "one", "Begin");
        var to = Commit(repository, "two", "Round prices\n\nCo-authored-by: Claude <noreply@anthropic.com>");
        return (folder, (from, to));
    }

    private static string Commit(Repository repository, string content, string message)
    {
        File.WriteAllText(Path.Combine(repository.Info.WorkingDirectory, "shop.cs"), content);
        Commands.Stage(repository, "shop.cs");
        var author = new Signature("Ada Byron", "ada@example.com", DateTimeOffset.UnixEpoch.AddYears(56));
        return repository.Commit(message, author, author).Sha;
    }
}
