using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflow.Adapters.StandardWebhooks;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.StandardWebhooks;

public sealed class StandardWebhooksOptionsTests
{
    [Theory]
    [InlineData("Secrets:0", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "Secrets:0 for standard webhooks must be 'whsec_'")]
    [InlineData("Secrets:0", "whsec_", "Secrets:0 for standard webhooks")]
    [InlineData("Secrets:1", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=", "Secrets:1 for standard webhooks")]
    [InlineData("CallbackSecrets:0", "whsec_!", "CallbackSecrets:0 for standard webhooks")]
    [InlineData("AllowedCallbackOrigins:1", "http://ci.example.com", "'http://ci.example.com' is no origin")]
    [InlineData("AllowedCallbackOrigins:1", "https://ci.example.com/path", "is no origin")]
    [InlineData("AllowedCallbackOrigins:1", "ci.example.com", "is no origin")]
    [InlineData("Tolerance", "00:05:01", "Tolerance")]
    [InlineData("CallbackTimeout", "00:00:00", "CallbackTimeout")]
    public void A_Bad_Option_Is_An_Error_At_Start_That_Tells_No_Secret(string key, string value, string expected)
    {
        var validator = new SignedPipeline().Services([(key, value)]).GetRequiredService<IStartupValidator>();

        var problem = Assert.Throws<OptionsValidationException>(validator.Validate);

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MDEyMzQ1", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_Secrets_Are_An_Error_At_Start()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Tolerance"] = "00:05:00" })
            .Build();
        var validator = new ServiceCollection().AddStandardWebhooks(configuration).BuildServiceProvider()
            .GetRequiredService<IStartupValidator>();

        var problem = Assert.Throws<OptionsValidationException>(validator.Validate);

        Assert.Contains("Secrets", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Good_Options_Start()
    {
        var services = new SignedPipeline().Services([("AllowedCallbackOrigins:1", "http://127.0.0.1:5000")]);

        services.GetRequiredService<IStartupValidator>().Validate();

        Assert.Equal("standard", services.GetRequiredService<IWebhookReceiver>().Name);
        Assert.Equal(["standard-webhooks", "polled"], services.GetServices<IPipelineGate>().Select(gate => gate.Kind));
    }

    [Fact]
    public void Without_Configuration_Nothing_Is_Added()
    {
        var services = new ServiceCollection().AddStandardWebhooks(new ConfigurationBuilder().Build()).BuildServiceProvider();

        Assert.Empty(services.GetServices<IWebhookReceiver>());
    }
}
