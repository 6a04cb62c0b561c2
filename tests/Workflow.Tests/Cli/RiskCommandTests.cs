using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Workflow.Tests.Cli;

public sealed class RiskCommandTests
{
    private static readonly byte[] Plan = File.ReadAllBytes(Sample("terraform-plan.json"));

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    public async Task What_Is_Found_Decides_The_Exit_Code_In_Every_Output(string output)
    {
        const string Harmless = """{"format_version":"1.2","resource_changes":[]}""";

        Assert.Equal(2, (await GateProgram.RunAsync(Plan, "risk", "-", "--output", output)).ExitCode);
        Assert.Equal(0, (await GateProgram.RunAsync(Harmless, "risk", "-", "--output", output)).ExitCode);
    }

    [Fact]
    public async Task Findings_Below_The_Minimum_Do_Not_Count()
    {
        const string PutOff = """{"format_version":"1.2","resource_changes":[],"complete":false}""";
        Assert.Equal(2, (await GateProgram.RunAsync(PutOff, "risk", "-", "--minimum-severity", "medium")).ExitCode);

        var run = await GateProgram.RunAsync(PutOff, "risk", "-", "--minimum-severity", "high");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("(terraform-plan): nothing found", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Missing_File_Is_An_Error_And_The_Others_Are_Read()
    {
        var run = await GateProgram.RunAsync("", "risk", "no/such.json", Sample("terraform-plan.json"), "--output", "json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'no/such.json'", run.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(run.Output);
        Assert.False(json.RootElement.GetProperty("complete").GetBoolean());
        Assert.NotEqual(0, json.RootElement.GetProperty("findings").GetArrayLength());
    }

    [Theory]
    [InlineData("--bogus", "There is no option '--bogus'")]
    [InlineData("@plan", "There is no file or folder '@plan'")]
    public async Task What_Is_No_File_Is_Called_By_What_It_Is(string argument, string expected)
    {
        var run = await GateProgram.RunAsync("", "risk", argument);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal("Not every document could be read.\n", run.Output);
    }

    [Fact]
    public async Task In_A_Diff_Each_Finding_Names_Its_File()
    {
        const string Diff = """
            diff --git a/db/migrate/2.sql b/db/migrate/2.sql
            new file mode 100644
            --- /dev/null
            +++ b/db/migrate/2.sql
            @@ -0,0 +1,2 @@
            +SELECT 1;
            +DROP TABLE users;

            """;

        var run = await GateProgram.RunAsync(Diff, "risk", "-");

        Assert.Contains("critical  line 7: db/migrate/2.sql:2 users: table users is dropped (cannot be undone)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Pipe_That_Has_A_Path_Is_Read_Like_A_File()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        var folder = Directory.CreateTempSubdirectory("gate-risk-");
        try
        {
            var pipe = Path.Combine(folder.FullName, "plan");
            using var made = System.Diagnostics.Process.Start("mkfifo", pipe);
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
            var writing = Task.Run(() => File.WriteAllBytes(pipe, Plan), TestContext.Current.CancellationToken);

            var run = await GateProgram.RunAsync("", "risk", pipe);
            await writing;

            Assert.Equal((2, ""), (run.ExitCode, run.Error));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--services", "/no/such/services.yaml", "--service", "shop")]
    [InlineData("--services", "a", "--services", "b")]
    [InlineData("--picture", "/no/such/folder/shop.svg")]
    public async Task A_Slip_In_The_Options_Is_Told_And_No_Crash(params string[] options)
    {
        var run = await GateProgram.RunAsync(Plan, ["risk", "-", .. options]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--s", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_A_Folder_What_Is_Worth_Reading_Is_Read()
    {
        var folder = Directory.CreateTempSubdirectory("gate-risk-");
        try
        {
            var below = folder.CreateSubdirectory("deep/er");
            await File.WriteAllBytesAsync(Path.Combine(below.FullName, "plan.json"), Plan, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(below.FullName, "notes.txt"), "nothing", TestContext.Current.CancellationToken);
            folder.CreateSubdirectory(".git");
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, ".git", "plan.json"), Plan, TestContext.Current.CancellationToken);

            var run = await GateProgram.RunAsync("", "risk", folder.FullName, "--output", "json");

            using var json = JsonDocument.Parse(run.Output);
            var document = Assert.Single(json.RootElement.GetProperty("documents").EnumerateArray());
            Assert.Equal(Path.Combine(below.FullName, "plan.json"), document.GetProperty("name").GetString());
            Assert.Equal(2, run.ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Tells_And_Draws_What_Depends_On_The_Changed_Service()
    {
        const string Services = """
            services:
              shop:
                tier: 2
              checkout:
                tier: 1
                dependsOn: [shop]
            """;
        var folder = Directory.CreateTempSubdirectory("gate-risk-");
        try
        {
            var (services, picture) = (Path.Combine(folder.FullName, "services.yaml"), Path.Combine(folder.FullName, "shop.svg"));
            await File.WriteAllTextAsync(services, Services, TestContext.Current.CancellationToken);

            var run = await GateProgram.RunAsync(Plan, "risk", "-", "--services", services, "--service", "shop", "--picture", picture);

            Assert.Equal((2, ""), (run.ExitCode, run.Error));
            Assert.EndsWith(
                "shop: services that depend on it: 1; the highest tier reached is 1.\n  checkout, tier 1\n",
                run.Output,
                StringComparison.Ordinal);
            var drawn = await File.ReadAllTextAsync(picture, TestContext.Current.CancellationToken);
            Assert.StartsWith("<svg", drawn, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Sample(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../Adapters/Documents/Samples", name);
}
