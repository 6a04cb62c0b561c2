using System.Runtime.CompilerServices;

namespace Workflow.Tests.Cli;

/// <summary>The policies that people copy do what their cases say.</summary>
public sealed class CookbookTests
{
    private static readonly string Folder = FindFolder();

    public static TheoryData<string> Policies =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path)).Where(name => !name.EndsWith(".test.yaml", StringComparison.Ordinal))];

    [Fact]
    public void There_Are_Ten() => Assert.Equal(10, Policies.Count);

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Each_Is_Sound_And_Has_Cases_That_Pass(string policy)
    {
        var check = await GateProgram.RunAsync("", "policy", "check", Path.Combine(Folder, policy), "--pipeline", "github");
        var test = await GateProgram.RunAsync("", "policy", "test", Path.Combine(Folder, Path.ChangeExtension(policy, ".test.yaml")));

        Assert.Equal((0, ""), (check.ExitCode, check.Error));
        Assert.Contains("nothing to mend", check.Output, StringComparison.Ordinal);
        Assert.True(test.ExitCode == 0, test.Output + test.Error);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Each_Is_Named_In_The_Readme(string policy) =>
        Assert.Contains($"]({policy})", File.ReadAllText(Path.Combine(Folder, "README.md")), StringComparison.Ordinal);

    private static string FindFolder([CallerFilePath] string testFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(testFile)!, "..", "..", "..", "infra", "policies"));
}
