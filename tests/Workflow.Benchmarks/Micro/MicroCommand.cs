using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Workflow.Benchmarks.Micro;

/// <summary><c>micro</c>: time and allocations of single decisions.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var filter = new Option<string>("--filter") { Description = "Which benchmarks, as a glob.", DefaultValueFactory = _ => "*" };
        var command = new Command("micro", "Time and allocations of single decisions.") { filter };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(filter)));
        return command;
    }

    private static int Run(string filter)
    {
        // In this process: a project that BenchmarkDotNet generates and builds would lie in the tree and belong to no solution.
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(Job.Default
                .WithToolchain(InProcessEmitToolchain.Instance)
                .WithIterationTime(TimeInterval.FromMilliseconds(250))
                .WithMaxIterationCount(20))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumn(StatisticColumn.Min, StatisticColumn.Median)
            .WithOptions(ConfigOptions.JoinSummary);
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(["--filter", filter], config);
        return summaries.Any() && summaries.All(summary => summary.Reports.All(report => report.Success)) ? 0 : 1;
    }
}
