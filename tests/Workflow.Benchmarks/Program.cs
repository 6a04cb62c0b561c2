using System.CommandLine;
using Workflow.Benchmarks.CommandLine;
using Workflow.Benchmarks.Detection;
using Workflow.Benchmarks.Engine;
using Workflow.Benchmarks.Micro;

return await new RootCommand("Measures the gate: dotnet run -c Release --project tests/Workflow.Benchmarks -- micro|engine|detection|command-line")
{
    MicroCommand.Create(),
    EngineCommand.Create(),
    DetectionCommand.Create(),
    CommandLineCommand.Create(),
}.Parse(args).InvokeAsync();
