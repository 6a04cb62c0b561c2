using System.CommandLine;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Commands;

/// <summary>The program with all its commands.</summary>
internal static class GateCommand
{
    /// <summary>An argument that begins with '@' is a revision of git, and no file with more arguments in it.</summary>
    private static readonly ParserConfiguration AsWritten = new() { ResponseFileTokenReplacer = null };

    public static ParseResult Parse(StandardStreams streams, IReadOnlyList<string> arguments) =>
        Create(streams).Parse(arguments, AsWritten);

    private static RootCommand Create(StandardStreams streams) =>
        new("What the deployment review gate judges by: who wrote a change, what it can break, and what the policy says.")
        {
            DetectCommand.Create(streams),
            RiskCommand.Create(streams),
            PolicyCommand.Create(streams),
            FrictionCommand.Create(streams),
            BreakGlassCommand.Create(streams),
        };
}
