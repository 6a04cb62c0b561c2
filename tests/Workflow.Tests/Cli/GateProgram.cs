using System.CommandLine;
using System.Text;
using Workflow.Cli.Commands;
using Workflow.Cli.Terminal;

namespace Workflow.Tests.Cli;

/// <summary>What a run of the program gave.</summary>
internal sealed record GateRun(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the command line in this process with streams of its own.</summary>
internal static class GateProgram
{
    public static Task<GateRun> RunAsync(string input, params string[] arguments) => RunAsync(Encoding.UTF8.GetBytes(input), arguments);

    public static async Task<GateRun> RunAsync(byte[] input, params string[] arguments)
    {
        using var output = new MemoryStream();
        return await RunAsync(input, output, arguments);
    }

    public static async Task<GateRun> RunAsync(byte[] input, MemoryStream output, params string[] arguments)
    {
        await using var error = new StringWriter { NewLine = "\n" };
        var streams = new StandardStreams(() => new MemoryStream(input), () => output, error);
        var exitCode = await GateCommand.Parse(streams, arguments)
            .InvokeAsync(new InvocationConfiguration { Output = TextWriter.Null, Error = error });
        return new GateRun(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
