using System.CommandLine;
using Workflow.Benchmarks.Backtest;
using Workflow.Benchmarks.CommandLine;
using Workflow.Benchmarks.Detection;
using Workflow.Benchmarks.Documents;
using Workflow.Benchmarks.Engine;
using Workflow.Benchmarks.Latency;
using Workflow.Benchmarks.Micro;
using Workflow.Benchmarks.Reviewers;

return await new RootCommand("Measures the gate: dotnet run -c Release --project tests/Workflow.Benchmarks -- COMMAND")
{
    MicroCommand.Create(),
    EngineCommand.Create(),
    DetectionCommand.Create(),
    DocumentsCommand.Create(),
    CommandLineCommand.Create(),
    ReviewersCommand.Create(),
    BacktestCommand.Create(),
    LatencyCommand.Create(),
}.Parse(args).InvokeAsync();
