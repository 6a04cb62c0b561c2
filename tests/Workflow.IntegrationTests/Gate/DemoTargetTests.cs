using System.Text.Json;
using Workflow.Core.Deployments;
using Workflow.IntegrationTests.Loopback;
using Workflow.LocalHost.Demo;

namespace Workflow.IntegrationTests.Gate;

/// <summary>The demo against a gate that runs already: a process of its own, configured by nothing but what <c>demo settings</c> printed.</summary>
public sealed class DemoTargetTests
{
    private static readonly string[] Reasons = ["released-by-policy", "approved", "rejected", "timed-out", "approved"];

    [Fact]
    public async Task A_Gate_That_Runs_Elsewhere_Ends_Every_Deployment_Of_One_Demo_After_The_Other()
    {
        using var folder = new GateFolder();
        var settings = await PrepareAsync(folder);
        await using var serve = await ServeAsync(folder, settings);

        var first = await RunAsync(folder);
        Assert.Equal(settings, await PrepareAsync(folder));
        var second = await RunAsync(folder, ["--repo", .. RepositoryOfStrangers(folder)]);

        Assert.Equal(Reasons, first);
        Assert.Equal(Reasons, second);
    }

    [Fact]
    public async Task A_Gate_That_Does_Not_Know_The_Demos_Secret_Is_Named_With_The_Command_That_Mends_It()
    {
        using var folder = new GateFolder();
        var settings = await PrepareAsync(folder);
        await using var serve = await ServeAsync(
            folder, new Dictionary<string, string>(settings) { ["StandardWebhooks__Secrets__0"] = "whsec_" + Convert.ToBase64String(new byte[32]) });

        var errors = await FailAsync(folder);

        Assert.Contains("401", errors, StringComparison.Ordinal);
        Assert.Contains("was not started with the demo's settings", errors, StringComparison.Ordinal);
        Assert.Contains("demo settings", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Gate_With_Another_Policy_Is_Named_Before_Its_Ladders_Are_Waited_For()
    {
        using var folder = new GateFolder();
        var settings = await PrepareAsync(folder);
        await using var serve = await ServeAsync(folder, new Dictionary<string, string>(settings) { ["Files__Policy"] = "review-policy.yaml" });

        var errors = await FailAsync(folder);

        Assert.Contains("'Senior review of AI-assisted changes'", errors, StringComparison.Ordinal);
        Assert.Contains("demo settings", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_Anything_Is_Sent_The_Demo_Says_What_It_Lacks()
    {
        using var folder = new GateFolder();
        Assert.Contains("are not prepared", await FailAsync(folder), StringComparison.Ordinal);

        await PrepareAsync(folder);
        Assert.Contains("does not answer", await FailAsync(folder), StringComparison.Ordinal);
        Assert.Contains("not at http://127.0.0.1:1/", await FailAsync(folder, "--url", "http://127.0.0.1:1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Gate_Behind_A_Sign_In_Gets_The_Token_And_No_Request_While_It_Refuses_The_Token()
    {
        using var folder = new GateFolder();
        await using var gate = await LoopbackServer.StartAsync((context, request) =>
        {
            context.Response.StatusCode = request.Target == "/readyz" ? 200 : 401;
            return Task.CompletedTask;
        });
        folder.Url = gate.Address;
        await PrepareAsync(folder);
        await using var demo = GateProcess.Run(
            folder,
            new Dictionary<string, string> { ["GATE_TOKEN"] = "a-token" },
            "demo", "--target", folder.Url.ToString(), "--data", folder.Path);

        var (code, errors) = await demo.WaitAsync();

        Assert.Equal(1, code);
        Assert.Contains("GATE_TOKEN", errors, StringComparison.Ordinal);
        Assert.Equal("Bearer a-token", gate.Requests[^1].Header("Authorization"));
        Assert.All(gate.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Stand_Ins_Whose_Address_Is_Taken_Are_Not_Started_Elsewhere()
    {
        using var folder = new GateFolder();
        await using var other = await LoopbackServer.StartAsync((_, _) => Task.CompletedTask);
        folder.StandIns = other.Address;
        await PrepareAsync(folder);

        var errors = await FailAsync(folder);

        Assert.Contains($"Cannot listen on {other.Address}", errors, StringComparison.Ordinal);
        Assert.Contains("demo settings", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_Does_Not_Take_Prepared_Settings_For_Its_Own()
    {
        using var folder = new GateFolder();
        await PrepareAsync(folder);
        await using var serve = GateProcess.Start(folder, "serve");

        var (code, errors) = await serve.WaitAsync();

        Assert.Equal(1, code);
        Assert.Contains("configure StandardWebhooks", errors, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> PrepareAsync(GateFolder folder)
    {
        await using var settings = GateProcess.Run(
            folder, null, "demo", "settings", "--data", folder.Path, "--target", folder.Url.ToString(), "--url", folder.StandIns.ToString(), "--format", "env");
        var lines = await settings.ReadLinesToEndAsync();
        Assert.Equal(0, (await settings.WaitAsync()).Code);
        return lines.Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    private static async Task<GateProcess> ServeAsync(GateFolder folder, IReadOnlyDictionary<string, string> settings)
    {
        var serve = GateProcess.Start(folder, "serve", settings);
        await serve.FindLineAsync(line => line.Contains("Application started", StringComparison.Ordinal));
        return serve;
    }

    /// <returns>Why each deployment ended as it did.</returns>
    private static async Task<List<string?>> RunAsync(GateFolder folder, params string[] arguments)
    {
        await using var demo = Demo(folder, ["--output", "json", "--wait", "10", .. arguments]);
        var lines = await demo.ReadLinesToEndAsync();
        var (code, errors) = await demo.WaitAsync();
        Assert.True(code == 0, $"{errors} {string.Join(Environment.NewLine, lines)}");
        var finished = JsonDocument.Parse(lines[^1]).RootElement;
        return [.. finished.GetProperty("deployments").EnumerateArray().Select(one => one.GetProperty("reason").GetString())];
    }

    private static async Task<string> FailAsync(GateFolder folder, params string[] arguments)
    {
        await using var demo = Demo(folder, arguments);
        var (code, errors) = await demo.WaitAsync();
        Assert.Equal(1, code);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        return errors;
    }

    /// <summary>A history of people whom the gate knows only after the demo has made them known.</summary>
    /// <returns>The repository and the range to choose from, as the demo's options.</returns>
    private static string[] RepositoryOfStrangers(GateFolder folder)
    {
        using var repository = DemoRepository.Create(Path.Combine(folder.Path, "strangers.git"));
        var (_, begin) = repository.Add(Commit("Vera", "Begin"));
        repository.Add(Commit("Vera", "Count the guests"));
        repository.Add(Commit("Otto", "Greet the guests\n\nCo-authored-by: Claude <noreply@anthropic.com>\n"));
        return [repository.Folder, "--range", $"{begin}..HEAD"];
    }

    private static DemoCommit Commit(string author, string message) => new(
        new ActorIdentity(author, $"{author}@example.org"), message, new Dictionary<string, string?> { [$"{message[..5]}.txt"] = message });

    private static GateProcess Demo(GateFolder folder, params string[] arguments) =>
        GateProcess.Run(folder, null, ["demo", "--target", folder.Url.ToString(), "--data", folder.Path, .. arguments]);
}
