using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Workflow.Adapters.Documents;
using Workflow.Core.Risk;
using Workflow.Tests.Adapters.Documents;

namespace Workflow.Benchmarks.Documents;

/// <summary><c>documents</c>: time and memory of reading a large Terraform plan, in a process of its own.</summary>
internal static class DocumentsCommand
{
    private const int BytesPerResource = 1_450;

    public static Command Create()
    {
        var size = new Option<int>("--megabytes") { Description = "Size of the plan, 1 or more.", DefaultValueFactory = _ => 200 };
        var filling = new Option<int>("--filling")
        {
            Description = "Length of one attribute of each resource, in bytes.",
            DefaultValueFactory = _ => 128,
        };
        var read = new Argument<FileInfo>("plan") { Description = "A document." };
        var reading = new Command("read", "Reads a document in this process.") { read };
        reading.SetAction(parsed => ReadHere(parsed.GetRequiredValue(read).FullName));
        var command = new Command("documents", "A large Terraform plan, written to a temporary file and read by a process of its own.")
        {
            size, filling, reading,
        };
        command.SetAction(parsed => Run(parsed.GetValue(size), parsed.GetValue(filling)));
        return command;
    }

    private static int Run(int megabytes, int filling)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var plan = new GeneratedPlan((int)(megabytes * 1_000_000L / (BytesPerResource + (3L * filling))), filling))
            using (var file = File.Create(path))
            {
                plan.CopyTo(file);
            }

            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["documents", "read", path]))!;
            child.WaitForExit();
            return child.ExitCode;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int ReadHere(string path)
    {
        var clock = Stopwatch.StartNew();
        var risk = new RiskCollector();
        DocumentReader.Read(new RiskDocument(Path.GetFileName(path), () => File.OpenRead(path)), risk);
        var report = risk.ToReport();
        var elapsed = clock.Elapsed;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""
            size:             {new FileInfo(path).Length / 1e6:F0} MB
            kind:             {report.Documents[0].Kind}
            findings:         {report.Count}, {report.Findings.Count} kept
            time:             {elapsed.TotalSeconds:F2} s, of the processor {process.TotalProcessorTime.TotalSeconds:F2} s
            peak working set: {process.PeakWorkingSet64 / 1e6:F0} MB
            allocated:        {GC.GetTotalAllocatedBytes() / 1e6:F0} MB in all
            """));
        return 0;
    }
}
