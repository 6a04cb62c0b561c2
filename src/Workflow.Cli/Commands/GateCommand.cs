using System.CommandLine;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Commands;

/// <summary>The program with all its commands.</summary>
internal static class GateCommand
{
    public static RootCommand Create(StandardStreams streams) =>
        new("What the deployment review gate judges by: who wrote a change, and what it can break.")
        {
            DetectCommand.Create(streams),
            RiskCommand.Create(streams),
        };
}
