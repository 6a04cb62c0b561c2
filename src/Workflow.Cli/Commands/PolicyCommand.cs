using System.CommandLine;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Commands;

/// <summary><c>policy</c>: looks at a policy before it bites.</summary>
internal static class PolicyCommand
{
    public static Command Create(StandardStreams streams) =>
        new("policy", "Check a policy, ask what it says of an imagined deployment, test it, and try it on a history.")
        {
            PolicyCheckCommand.Create(streams),
            PolicyExplainCommand.Create(streams),
            PolicyTestCommand.Create(streams),
            PolicyBacktestCommand.Create(streams),
        };
}
