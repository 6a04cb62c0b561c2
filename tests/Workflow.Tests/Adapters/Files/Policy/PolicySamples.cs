using System.Text;
using Workflow.Adapters.Files;
using Workflow.Core.Policy;
using Workflow.Tests.Architecture;

namespace Workflow.Tests.Adapters.Files.Policy;

/// <summary>Sample policies in the language of policy files.</summary>
internal static class PolicySamples
{
    public static readonly string Folder = Path.Combine(Rooms.Root, "tests/Workflow.Tests/Adapters/Files/Policy/Samples");

    /// <summary>Uses every key.</summary>
    public static readonly string Whole = Path.Combine(Folder, "whole-language.yaml");

    public static readonly string Extending = Path.Combine(Folder, "extends-built-in.yaml");

    public static IReadOnlyList<string> All { get; } =
    [
        Whole, Extending, Path.Combine(Rooms.Root, "src/Workflow.LocalHost/review-policy.yaml"),
    ];

    public static TheoryData<string> Names => [.. All.Select(path => Path.GetFileName(path))];

    public static TheoryData<string> NamesOfThoseWithLists => [.. All.Where(path => path != Extending).Select(path => Path.GetFileName(path))];

    public static string PathOf(string name) => All.Single(path => Path.GetFileName(path) == name);

    public static string Text(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");

    /// <summary>A sample with another text, beside the calendars of the real one.</summary>
    public static DeploymentPolicy Parse(string path, string text)
    {
        FileContent[] files = [new(path, Encoding.UTF8.GetBytes(text)), .. PolicyFile.ReadAll(path).Skip(1)];
        return PolicyFile.Parse("p", files, TimeProvider.System);
    }

    /// <summary>What an operator reads; empty for a sound policy.</summary>
    public static IReadOnlyList<FileProblem> ProblemsOf(string path, string text)
    {
        try
        {
            Parse(path, text);
            return [];
        }
        catch (FileProblemException exception)
        {
            return exception.Problems;
        }
    }

    /// <summary>The whole language with one piece of its text replaced.</summary>
    public static IReadOnlyList<string> ProblemsWith(string right, string wrong)
    {
        var text = Text(Whole);
        Assert.Contains(right, text, StringComparison.Ordinal);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        return [.. ProblemsOf(Whole, text[..at] + wrong + text[(at + right.Length)..]).Select(problem => problem.Message)];
    }
}
