using Workflow.Adapters.Files;
using Workflow.Adapters.Files.Facts;
using Workflow.Cli.Terminal;
using Workflow.Core.Policy;

namespace Workflow.Cli.Policy;

/// <summary>A case with what the policy said.</summary>
/// <param name="File">The file of the case.</param>
/// <param name="Differences">What is otherwise than expected, each in a sentence.</param>
internal sealed record PolicyTestResult(string File, string Name, PolicyResult Result, IReadOnlyList<string> Differences)
{
    public bool Passed => Differences.Count == 0;
}

/// <summary>Runs the cases of policies.</summary>
internal static class PolicyTestRun
{
    public const string Ending = ".test.yaml";

    /// <param name="path">A file of cases, or a folder with such files in it or below it.</param>
    /// <returns>In the order of the files' names and of the cases in them.</returns>
    /// <exception cref="FormatException">There is nothing to run.</exception>
    /// <exception cref="FileProblemException">Files have mistakes; those of all files are told.</exception>
    public static List<PolicyTestResult> Run(string path, CancellationToken cancellationToken)
    {
        InputFile.CheckFileOrFolder(path, "DIR");
        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, $"*{Ending}", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [path];
        if (files.Length == 0)
        {
            throw new FormatException($"There is no file *{Ending} in '{path}'.");
        }

        List<PolicyTestResult> results = [];
        List<FileProblem> problems = [];
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                results.AddRange(RunFile(file));
            }
            catch (FileProblemException mistakes)
            {
                problems.AddRange(mistakes.Problems);
            }
        }

        return problems.Count > 0 ? throw new FileProblemException(problems) : results;
    }

    private static IEnumerable<PolicyTestResult> RunFile(string file)
    {
        var suite = PolicyTestFile.Parse(file, File.ReadAllBytes(file), TimeProvider.System.GetUtcNow());
        var policy = PolicyInput.Load(Path.Combine(Path.GetDirectoryName(file)!, suite.Policy), $"{file}, 'policy',");
        return suite.Cases.Select(one =>
        {
            var result = PolicyEvaluator.Evaluate(policy, one.Given.Under(policy));
            return new PolicyTestResult(file, one.Name, result, one.Expected.FindDifferences(result));
        });
    }
}
