using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflow.Adapters.GitHub;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.GitHub;

public sealed class GitHubOptionsTests
{
    [Theory]
    [InlineData("ApiBaseUrl", "http://git.example.com/api/v3", "ApiBaseUrl for GitHub must be an https URL")]
    [InlineData("ApiBaseUrl", "https://git.example.com/?x=1", "ApiBaseUrl for GitHub must be an https URL")]
    [InlineData("AppId", "0", "AppId")]
    [InlineData("WebhookSecret", "", "WebhookSecret")]
    [InlineData("WebhookSecret", "too short", "WebhookSecret")]
    [InlineData("PrivateKey", "", "PrivateKey")]
    [InlineData("PrivateKey", "no PEM at all", "PrivateKey for GitHub must be an RSA private key")]
    [InlineData("RequestTimeout", "00:02:00", "RequestTimeout")]
    [InlineData("MaxCommits", "99", "MaxCommits")]
    public void A_Bad_Option_Is_An_Error_At_Start_That_Tells_No_Secret(string key, string value, string expected)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => Validate((key, value)));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no PEM at all", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("too short", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Weak_Key_Or_A_Public_Key_Is_An_Error_At_Start()
    {
        using var weak = RSA.Create(1024);
        using var strong = RSA.Create(2048);

        Assert.Throws<OptionsValidationException>(() => Validate(("PrivateKey", weak.ExportRSAPrivateKeyPem())));
        Assert.Throws<OptionsValidationException>(() => Validate(("PrivateKey", strong.ExportRSAPublicKeyPem())));
    }

    [Fact]
    public void A_Key_May_Be_In_Either_Form_And_On_One_Line()
    {
        using var key = RSA.Create(2048);

        Validate(("PrivateKey", key.ExportPkcs8PrivateKeyPem()));
        Validate(("PrivateKey", key.ExportRSAPrivateKeyPem().ReplaceLineEndings("\\n")));
    }

    [Fact]
    public void Without_Configuration_Nothing_Is_Added()
    {
        var services = new ServiceCollection().AddGitHub(new ConfigurationBuilder().Build()).BuildServiceProvider();

        Assert.Empty(services.GetServices<IWebhookReceiver>());
    }

    private static void Validate(params (string Key, string Value)[] settings) =>
        GitHubSender.Services(settings).GetRequiredService<IStartupValidator>().Validate();
}
