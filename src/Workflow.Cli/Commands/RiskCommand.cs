using System.CommandLine;
using Workflow.Cli.Terminal;
namespace Workflow.Cli.Commands;
internal static class RiskCommand
{
    public static Command Create(StandardStreams streams) => new("risk", "x");
}
