using Workflow.Cli.Commands;
using Workflow.Cli.Terminal;

return await GateCommand.Parse(StandardStreams.OfProcess(), args).InvokeAsync();
