using Workflow.Cli.Commands;
using Workflow.Cli.Terminal;

return await GateCommand.Create(StandardStreams.OfProcess()).Parse(args).InvokeAsync();
