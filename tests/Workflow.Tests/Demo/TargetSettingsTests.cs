using System.Text.Json;
using Workflow.LocalHost.Demo;
using Workflow.LocalHost.Demo.Gates;

namespace Workflow.Tests.Demo;

public sealed class TargetSettingsTests : IDisposable
{
    private readonly SampleTarget target = new();

    [Fact]
    public void A_Functions_Host_Gets_All_That_It_And_The_Gate_Need_And_The_Port_To_Listen_On()
    {
        var settings = target.Prepare();

        using var file = JsonDocument.Parse(SettingsText.ForFunctions(settings.Values, 7071));

        Assert.False(file.RootElement.GetProperty("IsEncrypted").GetBoolean());
        Assert.Equal(7071, file.RootElement.GetProperty("Host").GetProperty("LocalHttpPort").GetInt32());
        var values = file.RootElement.GetProperty("Values").Deserialize<Dictionary<string, string>>()!;
        Assert.DoesNotContain(values.Keys, name => name.Contains(':', StringComparison.Ordinal));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
                ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
                ["AzureWebJobsDisableHomepage"] = "true",
                ["Storage__ConnectionString"] = "UseDevelopmentStorage=true",
                ["Storage__TablePrefix"] = "DemoTarget",
                ["Files__People"] = target.Files.People,
                ["Files__Policy"] = target.Files.Policy,
                ["Files__FrictionControls"] = "",
                ["Files__Services"] = target.Files.Services,
                ["Files__CheckInterval"] = "00:00:00",
                ["Git__AllowedRoots__0"] = target.Files.Folder,
                ["StandardWebhooks__Secrets__0"] = settings.RequestSecret,
                ["StandardWebhooks__CallbackSecrets__0"] = settings.Values["StandardWebhooks:CallbackSecrets:0"]!,
                ["StandardWebhooks__AllowedCallbackOrigins__0"] = "http://127.0.0.1:7072",
                ["Teams__TenantId"] = "local",
                ["Teams__AppId"] = "local-gate-bot",
                ["Teams__ClientSecret"] = settings.Values["Teams:ClientSecret"]!,
                ["Teams__ServiceUrl"] = "http://127.0.0.1:7072/local/teams/connector/",
                ["Teams__AllowedServiceHosts__0"] = "127.0.0.1",
                ["Teams__TokenEndpoint"] = "http://127.0.0.1:7072/local/teams/token",
                ["Teams__OpenIdMetadataUrl"] = "http://127.0.0.1:7072/local/teams/openid",
                ["Teams__Issuer"] = "http://127.0.0.1:7072/local/teams",
                ["Teams__ConsoleBaseUrl"] = "http://127.0.0.1:7071/",
                ["Mail__PickupFolder"] = target.Files.Mails,
                ["Mail__ConsoleBaseUrl"] = "http://127.0.0.1:7071/",
                ["Api__PublicUrl"] = "http://127.0.0.1:7071/",
                ["Access__SignIn"] = "None",
            },
            values);
    }

    [Fact]
    public void An_Environment_Gets_The_Gates_Settings_One_A_Line()
    {
        var lines = SettingsText.ForEnvironment(new Dictionary<string, string?> { ["Storage:ConnectionString"] = "A=1;B=2", ["Access:SignIn"] = "None" });

        Assert.Equal("Storage__ConnectionString=A=1;B=2\nAccess__SignIn=None", lines);
    }

    [Fact]
    public void Secrets_And_Key_Stay_When_Settings_Are_Prepared_Again_For_Other_Addresses()
    {
        var before = target.Prepare();

        var after = target.Prepare(standIns: new Uri("http://127.0.0.1:7073"));

        string[] secrets = [DemoSettings.RequestSecret, DemoSettings.CallbackSecret, DemoSettings.TeamsSecret];
        Assert.Equal(3, secrets.Select(name => before.Values[name]).Distinct().Count());
        Assert.All(secrets, name => Assert.Equal(before.Values[name], after.Values[name]));
        Assert.Equal(before.SigningKey, after.SigningKey);
        Assert.Equal(new Uri("http://127.0.0.1:7073"), after.StandIns);
    }

    [Fact]
    public void The_Demo_Reads_What_Was_Prepared()
    {
        var prepared = target.Prepare();

        var read = TargetSettings.Read(target.Files);

        Assert.Equal(prepared.Values, read.Values);
        Assert.Equal(prepared.SigningKey, read.SigningKey);
    }

    [Fact]
    public void The_Key_That_Signs_The_Stand_Ins_Tokens_Is_Not_Among_The_Gates_Settings()
    {
        var settings = target.Prepare();

        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", settings.SigningKey, StringComparison.Ordinal);
        Assert.DoesNotContain(settings.Values.Values, value => value!.Contains("PRIVATE", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_Else_On_The_Machine_Reads_The_Secrets()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are Unix's.");
            return;
        }

        target.Prepare();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target.Files.Settings));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target.Files.SigningKey));
    }

    [Fact]
    public void Damaged_Settings_Are_As_Good_As_None()
    {
        target.Prepare();
        File.WriteAllText(target.Files.Settings, "{\"Storage");

        Assert.Contains("demo settings", Assert.Throws<DemoException>(() => TargetSettings.Read(target.Files)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => target.Dispose();
}
