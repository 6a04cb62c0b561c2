using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflow.IntegrationTests.Infra.Scripts;

public sealed class DeployTests
{
    private const string Script = "deploy.sh";
    private const string Identity = "5b0d1c1e-3333-4444-8555-666677778888";
    private const string Bot = "5b0d1c1e-3333-4444-8555-00000000b071";
    private const string Build =
        "host.json functions.metadata Microsoft.Azure.Functions.Worker.Core.dll Microsoft.Azure.Functions.Worker.Grpc.dll";

    [Fact]
    public async Task One_Command_Does_It_All_In_Order()
    {
        await using var azure = await StartAsync(Build);

        var ended = await azure.RunAsync(Script, Arguments(azure));

        Assert.Equal((0, ""), (ended.Code, ended.Code == 0 ? "" : ended.Errors));
        var client = azure.Entra.Application["appId"];
        Assert.Equal(
            [
                "group exists --name gate-test --output tsv",
                "group create --name gate-test --location westeurope --output none",
                $"deployment group create --name gate --resource-group gate-test --parameters {azure.Folder}/test.bicepparam "
                    + $"--parameters consoleClientId={client} --output json",
                "account show --output json",
                "functionapp deployment source config-zip --resource-group gate-test --name gate-app --src ZIP --output none",
                "rest --method get --url https://gate-app.example.com/readyz --skip-authorization-header --only-show-errors --output none",
            ],
            azure.Calls.Select(call => Regex.Replace(call, @"\S+app\.zip", "ZIP")));
        var registration = azure.Entra.Application.ToJsonString();
        Assert.Contains("https://gate-app.example.com/.auth/login/aad/callback", registration, StringComparison.Ordinal);
        var built = File.ReadAllText(Path.Combine(azure.Folder, "dotnet.log"));
        Assert.Contains($"-p:PolicyFile={azure.Folder}/policy.yaml -p:PeopleFile={azure.Folder}/people.yaml", built, StringComparison.Ordinal);
        Assert.DoesNotContain("FrictionControlsFile", built, StringComparison.Ordinal);
        Assert.Contains($"--bot-id {Bot} --host gate-app.example.com", built, StringComparison.Ordinal);
        Assert.Contains("The gate is ready at https://gate-app.example.com/", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Same_Command_Again_Changes_Nothing_In_The_Directory()
    {
        await using var azure = await StartAsync(Build);
        await azure.RunAsync(Script, Arguments(azure));
        azure.Entra.Writes.Clear();

        var ended = await azure.RunAsync(Script, Arguments(azure));

        Assert.Equal(0, ended.Code);
        Assert.Empty(azure.Entra.Writes);
        Assert.Single(azure.Calls, call => call.StartsWith("group create", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--friction-controls", "FrictionControlsFile")]
    [InlineData("--services", "ServicesFile")]
    [InlineData("--signals", "SignalsFile")]
    public async Task What_An_App_May_Have_Is_Built_Into_It_Where_It_Is_Named(string option, string property)
    {
        await using var azure = await StartAsync(Build);

        var ended = await azure.RunAsync(Script, [.. Arguments(azure), option, $"{azure.Folder}/controls.yaml"]);

        Assert.Equal(0, ended.Code);
        var built = File.ReadAllText(Path.Combine(azure.Folder, "dotnet.log"));
        Assert.Contains($" -p:{property}={azure.Folder}/controls.yaml", built, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Build_That_The_Storage_Account_Refuses_At_First_Is_Sent_Again()
    {
        await using var azure = await StartAsync(Build);
        azure.RefusedBuilds = 2;

        var ended = await azure.RunAsync(Script, Arguments(azure));

        Assert.Equal(0, ended.Code);
        Assert.Equal(3, azure.Calls.Count(call => call.Contains("config-zip", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Gate_That_Does_Not_Get_Ready_Is_No_Success_And_The_Missing_Secrets_Are_Named()
    {
        await using var azure = await StartAsync(Build);
        azure.IsReady = false;

        var ended = await azure.RunAsync(Script, Arguments(azure));

        Assert.Equal(1, ended.Code);
        Assert.Contains("put the secrets into the Key Vault gate-vault", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("Teams app package: ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_If_Changes_Nothing()
    {
        await using var azure = await StartAsync(Build);

        var ended = await azure.RunAsync(Script, [.. Arguments(azure), "--what-if"]);

        Assert.Equal(0, ended.Code);
        Assert.Contains("would register gate-test-console", ended.Errors, StringComparison.Ordinal);
        Assert.Equal(["group exists --name gate-test --output tsv"], azure.Calls);
        Assert.Empty(azure.Entra.Writes);
    }

    [Theory]
    [InlineData("host.json", "the build has no functions.metadata")]
    [InlineData("host.json functions.metadata", "the build has no Microsoft.Azure.Functions.Worker.Core.dll")]
    [InlineData(Build + " AzureFunctions.Surface.dll", "the build contains AzureFunctions.Surface.dll")]
    public async Task A_Build_Without_The_Functions_Packages_Is_Not_Deployed(string files, string problem)
    {
        await using var azure = await StartAsync(files);

        var ended = await azure.RunAsync(Script, Arguments(azure));

        Assert.Equal(1, ended.Code);
        Assert.Contains(problem, ended.Errors, StringComparison.Ordinal);
        Assert.Empty(azure.Calls);
    }

    [Theory]
    [InlineData("--people", "--people is '/none'")]
    [InlineData("--friction-controls", "--friction-controls is '/none'")]
    [InlineData("--services", "--services is '/none'")]
    [InlineData("--signals", "--signals is '/none'")]
    [InlineData("--parameters", "--parameters is '/none'")]
    public async Task A_Missing_File_Stops_It_Before_Anything_Is_Built(string option, string problem)
    {
        await using var azure = await StartAsync(Build);

        var ended = await azure.RunAsync(Script, [.. Arguments(azure), option, "/none"]);

        Assert.Equal(1, ended.Code);
        Assert.Contains(problem, ended.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(azure.Folder, "dotnet.log")));
    }

    [Fact]
    public async Task The_Surface_Is_Refused_Before_Anything_Is_Built()
    {
        await using var azure = await StartAsync(Build);

        var ended = await azure.RunAsync(Script, new Dictionary<string, string?> { ["AzureFunctions"] = "surface" }, Arguments(azure));

        Assert.Equal(1, ended.Code);
        Assert.Contains("AzureFunctions=surface is set", ended.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(azure.Folder, "dotnet.log")));
        Assert.Empty(azure.Calls);
    }

    [Fact]
    public async Task A_Template_Without_An_Output_That_Is_Needed_Stops_It()
    {
        await using var azure = await StartAsync(Build);
        azure.Outputs.Remove("vaultName");

        var ended = await azure.RunAsync(Script, Arguments(azure));

        Assert.Equal(1, ended.Code);
        Assert.Contains("main.bicep gave no output 'vaultName'", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(azure.Calls, call => call.Contains("config-zip", StringComparison.Ordinal));
    }

    private static string[] Arguments(FakeAzure azure) =>
    [
        "--resource-group", "gate-test", "--location", "westeurope", "--parameters", $"{azure.Folder}/test.bicepparam",
        "--policy", $"{azure.Folder}/policy.yaml", "--people", $"{azure.Folder}/people.yaml",
    ];

    /// <param name="build">The files that <c>dotnet publish</c> makes.</param>
    private static async Task<FakeAzure> StartAsync(string build)
    {
        var azure = await FakeAzure.StartAsync();
        foreach (var file in new[] { "test.bicepparam", "policy.yaml", "people.yaml", "controls.yaml" })
        {
            File.WriteAllText(Path.Combine(azure.Folder, file), "");
        }

        foreach (var (name, value) in new[]
        {
            ("functionAppName", "gate-app"),
            ("functionAppHostName", "gate-app.example.com"),
            ("identityPrincipalId", Identity),
            ("botClientId", Bot),
            ("vaultName", "gate-vault"),
        })
        {
            azure.Outputs[name] = new JsonObject { ["value"] = value };
        }

        azure.Install("dotnet", $$"""
            printf '%s\n' "$*" >> '{{azure.Folder}}/dotnet.log'
            [[ $1 == publish ]] || exit 0
            while [[ $1 != --output ]]; do shift; done
            mkdir -p "$2"
            for file in {{build}}; do printf x > "$2/$file"; done
            """);
        return azure;
    }
}
