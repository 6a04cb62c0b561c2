using System.Text;
using Workflow.Adapters.Files;

namespace Workflow.Tests.Adapters.Files;

/// <summary>The files that the local host ships, copied beside the tests.</summary>
internal static class SampleFiles
{
    public static string Policy { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "review-policy.yaml"));

    public static string People { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "people.yaml"));

    public static string Services { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "services.yaml"));

    /// <summary>The problems of a file, as an operator reads them; empty for a sound one.</summary>
    public static IReadOnlyList<string> ProblemsOf<T>(FileParser<T> parse, string name, string text)
    {
        try
        {
            parse(name, Encoding.UTF8.GetBytes(text));
            return [];
        }
        catch (FileProblemException exception)
        {
            return [.. exception.Problems.Select(problem => problem.ToString())];
        }
    }
}
