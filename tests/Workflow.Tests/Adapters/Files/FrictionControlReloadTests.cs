using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.Files;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.Files;

public sealed class FrictionControlReloadTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("friction-");
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string ControlPath => Path.Combine(folder.FullName, "friction-controls.yaml");

    private string PolicyPath => Path.Combine(folder.FullName, "review-policy.yaml");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Without_A_File_There_Are_No_Controls()
    {
        using var host = await StartAsync(null);

        Assert.Empty(await ListAsync(host));
    }

    [Fact]
    public async Task A_File_That_Is_Configured_And_Missing_Is_An_Error_At_Start()
    {
        var exception = await Assert.ThrowsAsync<FileProblemException>(() => StartAsync("none.yaml"));

        Assert.Contains("none.yaml: cannot be read", Assert.Single(exception.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Host_With_Mistakes_In_Policy_And_Controls_Tells_All_Of_Them_Once()
    {
        Write(PolicyPath, "name: x");
        Write(ControlPath, "controls:\n  - name: a");

        var exception = await Assert.ThrowsAsync<FileProblemException>(() => StartAsync(ControlPath));

        Assert.Equal(3, exception.Problems.Count(problem => problem.File == PolicyPath));
        Assert.Equal(7, exception.Problems.Count(problem => problem.File == ControlPath));
    }

    [Fact]
    public async Task A_Changed_File_Is_In_Force_And_One_That_Breaks_Or_Vanishes_Leaves_The_Controls_As_They_Were()
    {
        Write(ControlPath, Controls("production"));
        using var host = await StartAsync(ControlPath);
        var first = await ListAsync(host);

        Write(ControlPath, Controls("production").Replace("only", "renamed", StringComparison.Ordinal));
        var changed = await LaterAsync(host);
        Write(ControlPath, "controls: no");
        var broken = await LaterAsync(host);
        File.Delete(ControlPath);
        var gone = await LaterAsync(host);

        Assert.Equal("only", Assert.Single(first).Name);
        Assert.Equal("renamed", Assert.Single(changed).Name);
        Assert.Same(changed, broken);
        Assert.Same(changed, gone);
    }

    [Fact]
    public async Task A_Control_For_An_Environment_That_Comes_Into_The_Policy_Later_Is_In_Force_From_Then_On()
    {
        Write(ControlPath, Controls("production"));
        using var host = await StartAsync(ControlPath);

        Write(ControlPath, Controls("europe"));
        var before = await LaterAsync(host);
        Write(PolicyPath, SampleFiles.Policy.Replace("  staging:", "  europe: { protected: true }\n  staging:", StringComparison.Ordinal));
        var after = await LaterAsync(host);

        Assert.Equal(["production"], Assert.Single(before).Scope.Environments);
        Assert.Equal(["europe"], Assert.Single(after).Scope.Environments);
    }

    private static void Write(string path, string text) => File.WriteAllText(path, text);

    private static string Controls(string environment) => $$"""
        controls:
          - name: only
            owner: lead@example.com
            reason: the outage
            scope: { environment: {{environment}} }
            requires: { level: senior }
            starts: 2026-03-01T09:00Z
            expires: 2026-03-02T09:00Z
            mode: enforce
        """;

    private static Task<IReadOnlyList<FrictionControl>> ListAsync(IHost host) =>
        host.Services.GetRequiredService<IFrictionControls>().ListAsync(Cancellation);

    private Task<IReadOnlyList<FrictionControl>> LaterAsync(IHost host)
    {
        time.Advance(TimeSpan.FromSeconds(3));
        return ListAsync(host);
    }

    private async Task<IHost> StartAsync(string? controls)
    {
        if (!File.Exists(PolicyPath))
        {
            Write(PolicyPath, SampleFiles.Policy);
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Files:People"] = "people.yaml",
            ["Files:Policy"] = PolicyPath,
            ["Files:FrictionControls"] = controls,
        });
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddFiles(builder.Configuration.GetSection("Files"));
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return host;
    }
}
