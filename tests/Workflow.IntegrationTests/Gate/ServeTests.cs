namespace Workflow.IntegrationTests.Gate;

public sealed class ServeTests
{
    private static readonly Dictionary<string, string> Secrets = new()
    {
        ["StandardWebhooks__Secrets__0"] = "whsec_" + Convert.ToBase64String(new byte[32]),
        ["StandardWebhooks__AllowedCallbackOrigins__0"] = "http://127.0.0.1:1",
        ["LocalTeams__Enabled"] = "true",
    };

    [Fact]
    public async Task Without_A_Way_In_The_Gate_Does_Not_Start_And_Says_What_To_Configure()
    {
        using var folder = new GateFolder();
        await using var serve = GateProcess.Start(folder, "serve");

        var (code, errors) = await serve.WaitAsync();

        Assert.Equal(1, code);
        Assert.Contains("configure StandardWebhooks", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AppService", "in Azure only")]
    [InlineData("Everybody", "Set it to one of AppService, ThisMachine, Proxy, None")]
    public async Task A_Sign_In_That_Cannot_Hold_Here_Is_Said_In_One_Line(string signIn, string expected)
    {
        using var folder = new GateFolder();
        await using var serve = GateProcess.Start(folder, "serve", new Dictionary<string, string>(Secrets) { ["Access__SignIn"] = signIn });

        var (code, errors) = await serve.WaitAsync();

        Assert.Equal(1, code);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_Mistakes_Of_A_Policy_Are_Reported_With_Their_Places()
    {
        using var folder = new GateFolder();
        var policy = folder.File("policy.yaml", """
            name: Broken
            environments:
              production: { protectd: true }
            ladders:
              standard:
                - { step: first, ask: seniour, wait: 2h }
            default: { approvals: 1, level: senior, ladder: standrad }
            """);
        await using var serve = GateProcess.Start(folder, "serve", new Dictionary<string, string>(Secrets) { ["Files__Policy"] = policy });

        var (code, errors) = await serve.WaitAsync();

        Assert.Equal(1, code);
        Assert.Contains("(3,", errors, StringComparison.Ordinal);
        Assert.Contains("(6,", errors, StringComparison.Ordinal);
        Assert.Contains("(7,", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Second_Gate_On_The_Same_Storage_Is_Refused()
    {
        using var folder = new GateFolder();
        await using var first = GateProcess.Start(folder, "serve", Secrets);
        await first.FindLineAsync(line => line.Contains("Application started", StringComparison.Ordinal));
        folder.Url = GateFolder.NewUrl();
        await using var second = GateProcess.Start(folder, "serve", Secrets);

        var (code, errors) = await second.WaitAsync();

        Assert.Equal(1, code);
        Assert.Contains("process", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }
}
