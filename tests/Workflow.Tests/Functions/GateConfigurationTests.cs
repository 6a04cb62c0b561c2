using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflow.Adapters;
using Workflow.Functions.Hosting;

namespace Workflow.Tests.Functions;

public sealed class GateConfigurationTests
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["GitHub:AppId"] = "1",
        ["GitHub:PrivateKey"] = "key",
        ["GitHub:WebhookSecret"] = "secret",
        ["Mail:SmtpHost"] = "smtp.example.com",
        ["Mail:ConsoleBaseUrl"] = "https://gate.example.com/",
    };

    [Fact]
    public void A_Complete_Configuration_Is_Taken() => Assert.Empty(DefectsOf(Complete));

    [Fact]
    public void A_Secret_That_Could_Not_Be_Read_Is_Not_Taken_For_Its_Reference()
    {
        var defects = DefectsOf(new Dictionary<string, string?>(Complete)
        {
            ["Mail:Password"] = "@Microsoft.KeyVault(SecretUri=https://v.example.com/secrets/mail-password)",
            ["GitHub:WebhookSecret"] = "@microsoft.keyvault(VaultName=v;SecretName=github-webhook-secret)",
        });

        Assert.Collection(
            defects,
            line => Assert.StartsWith("GitHub__WebhookSecret refers to a secret", line, StringComparison.Ordinal),
            line => Assert.StartsWith("Mail__Password refers to a secret", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GitHub", "No pipeline can reach this gate")]
    [InlineData("Mail:SmtpHost", "mails would reach nobody")]
    [InlineData("Mail:ConsoleBaseUrl", "Links in mails would lead nowhere")]
    public void What_Is_Missing_Is_Told(string missing, string words)
    {
        var settings = Complete.Where(setting => !setting.Key.StartsWith(missing, StringComparison.Ordinal));

        Assert.Contains(words, Assert.Single(DefectsOf(settings)), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_Is_Missing_Is_Told_At_Once_Also_To_The_Adapters()
    {
        var configuration = new ConfigurationManager();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        configuration.AddGateDefaults(AppContext.BaseDirectory);
        services.AddGate(configuration);
        using var provider = services.BuildServiceProvider();

        var refused = Assert.ThrowsAny<Exception>(provider.GetRequiredService<IStartupValidator>().Validate);

        var told = StartDefects.Of(refused);
        Assert.All(
            ["No pipeline can reach this gate", "mails would reach nobody", "Links in mails", "Access:SignIn is missing", "Storage:ConnectionString", "Teams: The AppId field is required", "Teams: The TenantId field"],
            words => Assert.Contains(told, defect => defect.Contains(words, StringComparison.Ordinal)));
        Assert.DoesNotContain(told, defect => defect.Contains("DataAnnotation", StringComparison.Ordinal));
    }

    private static IEnumerable<string> DefectsOf(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new GateConfigurationValidator(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .Validate(null, new GateConfiguration())
            .Failures ?? [];
}
