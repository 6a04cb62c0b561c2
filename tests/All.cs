// Runs every test project of the solution and prints the true totals as its last line: "N passed, N failed".
// Run it from anywhere: dotnet run tests/All.cs [-- options for dotnet test]
#:property PublishAot=false

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceFile())!, ".."));
var results = Directory.CreateTempSubdirectory("workflow-tests-").FullName;
try
{
    // Pictures are taken by a command of their own: they are for looking at, and test nothing.
    string[] filter = args.Contains("--filter") ? [] : ["--filter", "Category!=Pictures"];
    // A test that never ends is stopped and named, and counts as failed: no test is near these minutes.
    string[] stop = ["--blame-hang-timeout", "5m", "--blame-hang-dump-type", "none"];
    string[] report = ["--logger", "trx", "--results-directory", results];
    string[] arguments = ["test", Path.Combine(root, "Workflow.sln"), .. report, .. stop, .. filter, .. args];
    using var tests = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
    tests.WaitForExit();

    int passed = 0, failed = 0, skipped = 0;
    foreach (var file in Directory.EnumerateFiles(results, "*.trx"))
    {
        var counters = XDocument.Load(file).Descendants().Single(element => element.Name.LocalName == "Counters");
        passed += Count(counters, "passed");
        failed += Count(counters, "failed") + Count(counters, "error") + Count(counters, "timeout") + Count(counters, "aborted");
        skipped += Count(counters, "total") - Count(counters, "executed");
    }

    failed += Directory.EnumerateFiles(results, "Sequence_*.xml", SearchOption.AllDirectories)
        .DistinctBy(Path.GetFileName)
        .Sum(file => XDocument.Load(file).Descendants("Test").Count(test => (string?)test.Attribute("Completed") == "False"));

    Console.WriteLine(skipped == 0 ? $"{passed} passed, {failed} failed" : $"{passed} passed, {failed} failed, {skipped} skipped");
    return tests.ExitCode != 0 ? tests.ExitCode : passed == 0 ? 1 : 0;
}
finally
{
    Directory.Delete(results, recursive: true);
}

static int Count(XElement counters, string name) => (int?)counters.Attribute(name) ?? 0;

static string SourceFile([CallerFilePath] string path = "") => path;
