using System.Text.RegularExpressions;
using Workflow.Api.Routing;

namespace Workflow.IntegrationTests.Infra.Template;

public sealed partial class SignInTests(CompiledTemplate template)
{
    [Fact]
    public async Task Whoever_Is_Not_Signed_In_Is_Sent_To_Entra_Id()
    {
        var settings = (await template.DeploymentAsync("everything")).Properties("Microsoft.Web/sites/config", "/authsettingsV2");

        Assert.True(settings["platform"]!["enabled"]!.GetValue<bool>());
        Assert.True(settings["globalValidation"]!["requireAuthentication"]!.GetValue<bool>());
        Assert.Equal("RedirectToLoginPage", $"{settings["globalValidation"]!["unauthenticatedClientAction"]}");
        Assert.True(settings["httpSettings"]!["requireHttps"]!.GetValue<bool>());
        var (provider, entra) = Assert.Single(settings["identityProviders"]!.AsObject());
        Assert.Equal("azureActiveDirectory", provider);
        Assert.Equal("00000000-0000-4000-8000-000000000c01", $"{entra!["registration"]!["clientId"]}");
        Assert.Contains("'22222222-2222-4222-8222-222222222222'", $"{entra["registration"]!["openIdIssuer"]}", StringComparison.Ordinal);
        Assert.Equal("OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID", $"{entra["registration"]!["clientSecretSettingName"]}");
    }

    /// <summary>Pages, their style and icon included, are behind the sign-in: nobody sees one without.</summary>
    [Fact]
    public async Task Only_What_Programs_Call_Without_Signing_In_Is_Excluded()
    {
        var settings = (await template.DeploymentAsync("dev")).Properties("Microsoft.Web/sites/config", "/authsettingsV2");

        var excluded = settings["globalValidation"]!["excludedPaths"]!.AsArray().Select(path => path!.GetValue<string>());
        var expected = GateRoutes.All
            .Where(route => route.Access is GateAccess.ProvenByMessage || (route.Access is GateAccess.Anyone && !route.IsPage))
            .Select(route => LastParameter().Replace(route.Template, "*"));
        Assert.Equal(expected.Order(), excluded.Order());
    }

    [Fact]
    public async Task No_Route_That_Asks_For_A_Role_Is_Under_An_Excluded_Path()
    {
        var settings = (await template.DeploymentAsync("dev")).Properties("Microsoft.Web/sites/config", "/authsettingsV2");

        var excluded = settings["globalValidation"]!["excludedPaths"]!.AsArray()
            .Select(path => path!.GetValue<string>().TrimEnd('*'))
            .ToList();
        var asking = GateRoutes.All.Where(route => route.Access is not (GateAccess.Anyone or GateAccess.ProvenByMessage));
        Assert.All(asking, route => Assert.DoesNotContain(
            excluded, path => route.Template.StartsWith(path, StringComparison.OrdinalIgnoreCase)));
    }

    [GeneratedRegex(@"\{[^}]+\}$")]
    private static partial Regex LastParameter();
}
