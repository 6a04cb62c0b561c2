using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflow.Api;
using Workflow.Api.Access;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Api.Access;

public sealed class AccessOptionsTests
{
    private const string OwnSocket = "own socket";
    private const string NoSocket = "no socket";
    private const string Azure = "Azure";
    private const string AzureSigningIn = "Azure, signing in";

    [Theory]
    [InlineData("AppService", AzureSigningIn)]
    [InlineData("appservice", AzureSigningIn)]
    [InlineData("ThisMachine", OwnSocket)]
    [InlineData("Proxy", OwnSocket)]
    [InlineData("Proxy", NoSocket)]
    [InlineData("None", OwnSocket)]
    [InlineData("None", NoSocket)]
    public void A_Gate_Starts_Where_Its_Sign_In_Holds(string signIn, string host) =>
        Validate(host, ("SignIn", signIn), ("TenantId", Principal.Tenant));

    [Theory]
    [InlineData(null, OwnSocket, "Access:SignIn is missing")]
    [InlineData("", NoSocket, "Access:SignIn is missing")]
    [InlineData(null, AzureSigningIn, "Access:SignIn is missing")]
    [InlineData("Entra", OwnSocket, "'Entra': it says who may see the console and the API. Set it to one of AppService, ThisMachine, Proxy, None")]
    [InlineData("3", OwnSocket, "'3'")]
    [InlineData("ThisMachine, Proxy", OwnSocket, "'ThisMachine, Proxy'")]
    [InlineData("AppService", OwnSocket, "in Azure only")]
    [InlineData("AppService", NoSocket, "in Azure only")]
    [InlineData("AppService", Azure, "WEBSITE_AUTH_ENABLED is not true")]
    [InlineData("ThisMachine", NoSocket, "does not accept connections itself")]
    [InlineData("ThisMachine", AzureSigningIn, "does not accept connections itself")]
    [InlineData("Proxy", AzureSigningIn, "WEBSITE_POD_NAME is set")]
    [InlineData("None", AzureSigningIn, "WEBSITE_POD_NAME is set")]
    [InlineData("None", Azure, "Use AppService")]
    public void A_Sign_In_That_Cannot_Hold_Is_An_Error_At_Start(string? signIn, string host, string expected)
    {
        var problem = Assert.Throws<OptionsValidationException>(
            () => Validate(host, ("SignIn", signIn), ("TenantId", Principal.Tenant)));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Access:TenantId is missing")]
    [InlineData("contoso.example", "'contoso.example', which is no GUID")]
    public void App_Service_Needs_A_Tenant(string? tenant, string expected)
    {
        var problem = Assert.Throws<OptionsValidationException>(
            () => Validate(AzureSigningIn, ("SignIn", "AppService"), ("TenantId", tenant)));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WEBSITE_SITE_NAME")]
    [InlineData("WEBSITE_INSTANCE_ID")]
    [InlineData("WEBSITE_POD_NAME")]
    public void Azure_Is_Known_By_What_Its_Plans_Set(string variable)
    {
        Assert.Equal(variable, HostPlatform.Read(name => name == variable ? "x" : null).AzureVariable);
        Assert.Null(HostPlatform.Read(_ => "").AzureVariable);
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("False", false)]
    [InlineData("0", false)]
    [InlineData("yes", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_Authentication_Is_On_Where_The_Platform_Says_So(string? value, bool expected) =>
        Assert.Equal(expected, HostPlatform.Read(name => name == "WEBSITE_AUTH_ENABLED" ? value : null).SignsPeopleIn);

    [Theory]
    [InlineData("ThisMachine", OwnSocket)]
    [InlineData("Proxy", NoSocket)]
    [InlineData("None", OwnSocket)]
    public void Links_To_A_Decision_Page_That_Knows_Nobody_Are_An_Error_At_Start(string signIn, string host)
    {
        var problem = Assert.Throws<OptionsValidationException>(
            () => Validate(host, TestLinks.Of(TestLinks.Key), ("SignIn", signIn), ("TenantId", Principal.Tenant)));

        Assert.Contains($"DecisionLinks:Key is set and Access:SignIn is {signIn}", problem.Message, StringComparison.Ordinal);
        Validate(host, TestLinks.None, ("SignIn", signIn), ("TenantId", Principal.Tenant));
        Validate(AzureSigningIn, TestLinks.Of(TestLinks.Key), ("SignIn", "AppService"), ("TenantId", Principal.Tenant));
    }

    private static void Validate(string host, params (string Key, string? Value)[] settings) => Validate(host, TestLinks.None, settings);

    private static void Validate(string host, IDecisionLinks links, params (string Key, string? Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton(links);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => $"Access:{setting.Key}", setting => setting.Value))
            .Build());
        services.AddSingleton(new HostPlatform(host is Azure or AzureSigningIn ? "WEBSITE_POD_NAME" : null, host is AzureSigningIn));
        services.AddGateApi(ownsSocket: host is OwnSocket);
        services.BuildServiceProvider().GetRequiredService<IStartupValidator>().Validate();
    }
}
