using System.CommandLine;
using Workflow.Benchmarks.Detection;
using Workflow.Benchmarks.Documents;
using Workflow.Benchmarks.Engine;
using Workflow.Benchmarks.Micro;

return await new RootCommand(
    "Measures the gate: dotnet run -c Release --project tests/Workflow.Benchmarks -- micro|engine|documents|detection")
{
    MicroCommand.Create(),
    EngineCommand.Create(),
    DocumentsCommand.Create(),
    DetectionCommand.Create(),
}.Parse(args).InvokeAsync();
