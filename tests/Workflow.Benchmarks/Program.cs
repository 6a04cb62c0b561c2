using System.CommandLine;
using Workflow.Benchmarks.Engine;
using Workflow.Benchmarks.Micro;

return await new RootCommand("Measures the gate: dotnet run -c Release --project tests/Workflow.Benchmarks -- micro|engine")
{
    MicroCommand.Create(),
    EngineCommand.Create(),
}.Parse(args).InvokeAsync();
