using System.CommandLine;
using Workflow.Cli.Commands;
using Workflow.Cli.Terminal;

var streams = StandardStreams.OfProcess();
return await new RootCommand("What the deployment review gate judges by: who wrote a change, and what it can break.")
{
    DetectCommand.Create(streams),
    RiskCommand.Create(streams),
}.Parse(args).InvokeAsync();
