using Workflow.Adapters.Files;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Commands;

/// <summary>What a command says to the script that called it. An error wins over findings.</summary>
internal static class ExitCode
{
    public const int NothingFound = 0;
    public const int Error = 1;
    public const int Findings = 2;

    /// <summary>Stopped by the user: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Stopped = 130;

    public static int Of(bool hasProblems, bool hasFindings) => hasProblems ? Error : hasFindings ? Findings : NothingFound;

    /// <summary>Turns what a user can mend into a message and an exit code, without a stack trace.</summary>
    public static async Task<int> OfAsync(TextWriter error, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OutputClosedException)
        {
            return Error;
        }
        catch (OperationCanceledException)
        {
            return Stopped;
        }
        catch (Exception mendable) when (
            mendable is IOException or UnauthorizedAccessException or FormatException or FileProblemException)
        {
            await error.WriteLineAsync(mendable.Message);
            return Error;
        }
    }
}
