using System.CommandLine;
using Workflow.LocalHost.Commands;

return await new RootCommand("The deployment review gate on one machine.")
{
    ServeCommand.Create(),
    DemoCommand.Create(),
    PlaygroundCommand.Create(),
}.Parse(args).InvokeAsync();
