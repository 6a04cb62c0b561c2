using Microsoft.Extensions.Configuration;
using Workflow.Adapters.Tables;
using Workflow.Api;

namespace Workflow.IntegrationTests.Infra.Template;

public sealed class AppSettingTests(CompiledTemplate template)
{
    /// <summary>What the Functions host, App Service Authentication, Durable Functions and the Azure SDK read.</summary>
    private static readonly string[] OfThePlatform =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AZURE_CLIENT_ID",
        "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri", "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
        "WEBSITE_AUTH_AAD_ALLOWED_TENANTS",
    ];

    private static readonly string[] OfTheScheduler = ["DURABLE_TASK_SCHEDULER_CONNECTION_STRING", "TASKHUB_NAME"];

    public static TheoryData<string> Deployments => [.. CompiledTemplate.ParameterFiles];

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Every_Setting_Binds_To_An_Option_Or_Is_The_Platforms(string name)
    {
        var settings = (await template.DeploymentAsync(name)).AppSettings();

        var ours = settings.Where(setting => !OfThePlatform.Concat(OfTheScheduler).Contains(setting.Key));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(ours.ToDictionary(
                setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => (string?)setting.Value))
            .Build();
        Assert.All(configuration.GetChildren(), section =>
        {
            var bound = section.Get(OptionsOf(section.Key), binder => binder.ErrorOnUnknownConfiguration = true);
            Assert.NotNull(bound);
        });
    }

    [Theory]
    [InlineData("dev", false)]
    [InlineData("everything", true)]
    public async Task The_Platforms_Settings_Are_There(string name, bool scheduler)
    {
        var settings = (await template.DeploymentAsync(name)).AppSettings();

        Assert.Empty(OfThePlatform.Except(settings.Keys));
        Assert.Equal(scheduler, OfTheScheduler.All(settings.ContainsKey));
        Assert.Equal(scheduler, OfTheScheduler.Any(settings.ContainsKey));
        Assert.DoesNotContain("AzureWebJobsStorage", settings.Keys);
        Assert.Equal("managedidentity", settings["AzureWebJobsStorage__credential"]);
        Assert.EndsWith(".clientId]", settings["AzureWebJobsStorage__clientId"], StringComparison.Ordinal);
        Assert.Equal(settings["AzureWebJobsStorage__clientId"], settings["AZURE_CLIENT_ID"]);
        Assert.StartsWith(
            "[format('ClientId={0};Authorization=AAD', ", settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Bot_Is_The_Managed_Identity_Or_A_Registration()
    {
        var dev = await template.DeploymentAsync("dev");
        var everything = await template.DeploymentAsync("everything");

        Assert.Equal("true", dev.AppSettings()["Teams__UseManagedIdentity"]);
        Assert.Equal(dev.AppSettings()["AZURE_CLIENT_ID"], dev.AppSettings()["Teams__AppId"]);
        Assert.DoesNotContain("Teams__ClientSecret", dev.AppSettings().Keys);
        Assert.Equal("00000000-0000-4000-8000-000000000b01", everything.AppSettings()["Teams__AppId"]);
        Assert.DoesNotContain("Teams__UseManagedIdentity", everything.AppSettings().Keys);
        Assert.All([(dev, "UserAssignedMSI"), (everything, "SingleTenant")], expected =>
        {
            var bot = expected.Item1.Properties("Microsoft.BotService/botServices");
            Assert.Equal(expected.Item2, $"{bot["msaAppType"]}");
            Assert.Equal(expected.Item1.AppSettings()["Teams__AppId"], $"{bot["msaAppId"]}");
        });
    }

    [Fact]
    public async Task People_Come_From_Entra_Id_Where_A_Directory_Is_Given()
    {
        var dev = (await template.DeploymentAsync("dev")).AppSettings();
        var everything = (await template.DeploymentAsync("everything")).AppSettings();

        Assert.DoesNotContain(dev.Keys, name => name.StartsWith("Graph__", StringComparison.Ordinal));
        Assert.Equal((everything["AZURE_CLIENT_ID"], "true"), (everything["Graph__ClientId"], everything["Graph__UseManagedIdentity"]));
        Assert.Equal(("Senior", "release-manager"), (everything["Graph__LevelGroups__0__Level"], everything["Graph__RoleGroups__0__Role"]));
        Assert.Equal(("Mid", "7"), (everything["Graph__TitleLevels__0__Level"], everything["Graph__LoginAttributes__github"]));
    }

    [Fact]
    public async Task The_Bot_Installs_Its_App_And_Posts_Only_Where_That_Is_Asked_For()
    {
        var dev = (await template.DeploymentAsync("dev")).AppSettings();
        var asked = (await template.DeploymentAsync("mailbox")).AppSettings();

        string[] optional = ["Teams__CatalogAppId", "Teams__ChannelId", "Teams__ChannelLanguage", "Teams__NotifyInFeed"];
        Assert.Empty(optional.Intersect(dev.Keys));
        Assert.Equal(
            ["3f2504e0-4f89-41d3-9a0c-0305e82c3301", "19:abc@thread.tacv2", "de", "true"], optional.Select(name => asked[name]));
        Assert.Equal(asked["Teams__AppId"], asked["Graph__ClientId"]);
    }

    [Fact]
    public async Task Mails_Go_Through_A_Server_Or_A_Mailbox_Of_The_Managed_Identity()
    {
        var server = (await template.DeploymentAsync("everything")).AppSettings();
        var mailbox = (await template.DeploymentAsync("mailbox")).AppSettings();

        Assert.Equal("smtp.example.com", server["Mail__SmtpHost"]);
        Assert.DoesNotContain(server.Keys, name => name.StartsWith("Mail__Graph__", StringComparison.Ordinal));
        Assert.Equal("gate@example.com", mailbox["Mail__Graph__Mailbox"]);
        Assert.Equal((mailbox["AZURE_CLIENT_ID"], "true"), (mailbox["Mail__Graph__ClientId"], mailbox["Mail__Graph__UseManagedIdentity"]));
        Assert.DoesNotContain("Mail__SmtpHost", mailbox.Keys);
        Assert.DoesNotContain("DecisionLinks__Key", mailbox.Keys);
    }

    [Fact]
    public async Task An_Own_Domain_Is_In_Every_Link_And_The_Bots_Address()
    {
        var deployment = await template.DeploymentAsync("everything");

        var settings = deployment.AppSettings();
        Assert.All(
            ["Api__PublicUrl", "Mail__ConsoleBaseUrl", "Teams__ConsoleBaseUrl"],
            name => Assert.Equal("https://gate.example.com/", settings[name]));
        Assert.Equal("https://gate.example.com/api/messages", $"{deployment.Properties("Microsoft.BotService/botServices")["endpoint"]}");
    }

    /// <summary>Section Mail is MailOptions; an options type of another name states its section in a constant.</summary>
    private static Type OptionsOf(string section) =>
        new[] { typeof(StorageOptions).Assembly, typeof(GateApiOptions).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SingleOrDefault(type =>
                type.Name == $"{section}Options" || (string?)type.GetField("Section")?.GetRawConstantValue() == section)
        ?? throw new Xunit.Sdk.XunitException($"Settings begin with {section}__, and there is no {section}Options.");
}
