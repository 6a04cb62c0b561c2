using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Workflow.Adapters.Git;

/// <summary>
/// Runs the git program on a repository, in a way that neither the repository nor the environment can turn to something else.
/// </summary>
internal static class GitProgram
{
    /// <summary>Variables with this beginning lead git to other repositories, objects and settings, and let it write traces.</summary>
    private const string Variables = "GIT_";

    /// <summary>What a user may set for all repositories, such as which folders are safe to read.</summary>
    private static readonly string[] KeptVariables = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"];

    /// <summary>Signatures are not checked, because the repository says by which program; a partial clone fetches nothing.</summary>
    private static readonly string[] Always =
    [
        "--no-pager", "--no-replace-objects", "--literal-pathspecs",
        "-c", "core.fsmonitor=false", "-c", "i18n.logOutputEncoding=UTF-8", "-c", "log.showSignature=false",
    ];

    /// <summary>Starts git for what it writes by itself.</summary>
    /// <exception cref="GitLogException">There is no such folder, or no git program.</exception>
    public static Process Start(string folder, params string[] arguments)
    {
        var process = StartDialogue(folder, arguments);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Starts git for what it answers to its input.</summary>
    /// <exception cref="GitLogException">There is no such folder, or no git program.</exception>
    public static Process StartDialogue(string folder, params string[] arguments)
    {
        if (!Directory.Exists(folder))
        {
            throw new GitLogException($"There is no folder '{folder}'. Name the folder of a git repository.");
        }

        var start = new ProcessStartInfo("git", [.. Always, "-C", Path.GetFullPath(folder), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(IsDangerous).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new GitLogException(
                $"The program 'git' cannot be started ({missing.Message}). Install git 2.30 or newer and have it on the PATH.", missing);
        }
    }

    /// <summary>The standard output of a short command without its line end; null where git refuses.</summary>
    public static async Task<string?> AskAsync(string folder, CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var answer = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await errors;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? answer.TrimEnd('\n', '\r') : null;
        }
        finally
        {
            End(process);
        }
    }

    /// <summary>Ends git where it still runs, as when its output is no longer wanted.</summary>
    public static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private static bool IsDangerous(string name) =>
        name.StartsWith(Variables, StringComparison.OrdinalIgnoreCase) && !KeptVariables.Contains(name, StringComparer.OrdinalIgnoreCase);
}
