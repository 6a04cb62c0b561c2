using LibGit2Sharp;

namespace Workflow.Adapters.Git;

/// <summary>The Agent Trace records that a repository holds.</summary>
internal static class AgentTraces
{
    public const string Path = ".agent-trace/traces.jsonl";

    /// <summary>Larger files are not read.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <returns>Their text; null where there are none.</returns>
    /// <param name="defects">Takes why they were not read.</param>
    public static string? Read(Repository repository, Commit head, List<string> defects)
    {
        if (head[Path] is not { Mode: Mode.NonExecutableFile or Mode.ExecutableFile } traces)
        {
            return null;
        }

        if (repository.ObjectDatabase.RetrieveObjectMetadata(traces.Target.Id).Size <= MaxBytes)
        {
            return ((Blob)traces.Target).GetContentText();
        }

        defects.Add($"The file {Path} has more than {MaxBytes} bytes and was not read.");
        return null;
    }
}
