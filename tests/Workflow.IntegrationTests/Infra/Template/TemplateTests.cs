namespace Workflow.IntegrationTests.Infra.Template;

public sealed class TemplateTests(CompiledTemplate template)
{
    [Fact]
    public async Task The_Template_Compiles_Without_An_Error_Or_A_Warning() =>
        Assert.Equal(new Ended(0, "", ""), await template.BuildAsync());

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task The_Parameter_Files_Compile_Without_An_Error_Or_A_Warning(string name) =>
        Assert.Equal(new Ended(0, "", ""), await template.BuildParametersAsync(name));

    [Fact]
    public async Task The_Linter_Watches()
    {
        await template.BuildAsync();
        template.Add("careless.bicep", "param adminPassword string = 'hunter2'\n");

        var ended = await template.RunOnceAsync("build", "careless.bicep", "--stdout");

        Assert.Equal(1, ended.Code);
        Assert.Contains("Error no-unused-params", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("Error secure-secrets-in-params", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Gate_That_No_Pipeline_Could_Reach_Is_Refused()
    {
        await template.BuildAsync();
        template.Add("unreachable.bicepparam", """
            using 'main.bicep'
            param name = 'gate-test'
            param consoleClientId = '00000000-0000-4000-8000-000000000c01'
            param operatorEmail = 'operators@example.com'
            param mail = { host: 'smtp.example.com', from: 'gate@example.com' }
            """);

        var ended = await template.SnapshotAsync("unreachable");

        Assert.Equal(1, ended.Code);
        Assert.Contains("set webhookSecretNames or gitHubAppId", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "no-directory", "param teams = { catalogAppId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' }", "teams.catalogAppId needs the parameter")]
    [InlineData("no-app", "param teams = { notifyInFeed: true }", "teams.notifyInFeed needs teams.catalogAppId")]
    public async Task What_The_Bot_Could_Not_Do_Is_Refused(string name, string parameter, string problem)
    {
        await template.BuildAsync();
        template.Add($"{name}.bicepparam", $$"""
            using 'main.bicep'
            param name = 'gate-test'
            param consoleClientId = '00000000-0000-4000-8000-000000000c01'
            param operatorEmail = 'operators@example.com'
            param webhookSecretNames = ['standard-webhooks']
            param mail = { host: 'smtp.example.com', from: 'gate@example.com' }
            {{parameter}}
            """);

        var ended = await template.SnapshotAsync(name);

        Assert.Equal(1, ended.Code);
        Assert.Contains(problem, ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Outputs_Are_Those_That_Deploying_Needs()
    {
        var deployment = await template.DeploymentAsync("dev");

        Assert.Equal(
            ["botClientId", "functionAppHostName", "functionAppName", "identityClientId", "identityPrincipalId", "vaultName"],
            deployment.Outputs.Select(output => output.Key).Order());
    }

    [Fact]
    public async Task Only_What_Is_Asked_For_Is_Deployed()
    {
        var dev = await template.DeploymentAsync("dev");
        var everything = await template.DeploymentAsync("everything");

        string[] optional =
        [
            "Microsoft.DurableTask/schedulers", "Microsoft.DurableTask/schedulers/taskHubs", "Microsoft.Network/natGateways",
            "Microsoft.Network/privateDnsZones", "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
            "Microsoft.Network/privateEndpoints", "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
            "Microsoft.Network/publicIPAddresses", "Microsoft.Network/virtualNetworks",
        ];
        Assert.Equal(optional, Types(everything).Except(Types(dev)).Order());
    }

    private static IEnumerable<string> Types(Deployment deployment) =>
        deployment.Resources.Select(resource => resource["type"]!.GetValue<string>());
}
