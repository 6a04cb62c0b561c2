using Microsoft.Extensions.Configuration;
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
    public void A_Complete_Configuration_Is_Taken() => Check(Complete);

    [Fact]
    public void A_Secret_That_Could_Not_Be_Read_Is_Not_Taken_For_Its_Reference()
    {
        var refused = Assert.Throws<GateConfigurationException>(() => Check(new Dictionary<string, string?>(Complete)
        {
            ["Mail:Password"] = "@Microsoft.KeyVault(SecretUri=https://v.example.com/secrets/mail-password)",
            ["GitHub:WebhookSecret"] = "@microsoft.keyvault(VaultName=v;SecretName=github-webhook-secret)",
        }));

        Assert.Collection(
            refused.Message.Split(Environment.NewLine),
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

        var refused = Assert.Throws<GateConfigurationException>(() => Check(settings));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    private static void Check(IEnumerable<KeyValuePair<string, string?>> settings) =>
        GateConfiguration.Check(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
