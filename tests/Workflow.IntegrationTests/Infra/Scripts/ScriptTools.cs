namespace Workflow.IntegrationTests.Infra.Scripts;

/// <summary>The programs that the scripts in <c>infra</c> call.</summary>
internal static class ScriptTools
{
    private static readonly string[] Needed = ["bash", "curl", "jq", "openssl", "zip"];

    private static readonly string[] Missing = [.. Needed.Where(tool => !IsThere(tool))];

    /// <summary>The shell that runs the scripts. A test that asks for it is skipped where a tool is missing; in CI it fails.</summary>
    public static string Bash
    {
        get
        {
            if (Missing.Length > 0)
            {
                var message = $"The scripts in infra need {string.Join(", ", Missing)}: install what is missing and run the tests again.";
                Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is null, message);
                Assert.Fail(message);
            }

            return "bash";
        }
    }

    private static bool IsThere(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, tool)) || File.Exists(Path.Combine(folder, $"{tool}.exe")));
}
