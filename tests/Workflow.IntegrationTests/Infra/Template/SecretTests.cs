using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflow.IntegrationTests.Infra.Template;

/// <summary>No secret goes into the template, through it, or out of it.</summary>
public sealed partial class SecretTests(CompiledTemplate template)
{
    public static TheoryData<string> Deployments => [.. CompiledTemplate.ParameterFiles];

    [Fact]
    public async Task No_Key_Is_Read_Anywhere()
    {
        var text = (await template.TemplateAsync()).ToJsonString();

        Assert.DoesNotMatch(ListFunction(), text);
        Assert.DoesNotContain("AccountKey", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SharedAccess", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task No_Parameter_And_No_Output_Is_A_Secret()
    {
        var templates = Templates(await template.TemplateAsync()).ToList();

        // main.bicep and its modules.
        Assert.True(templates.Count > 10);
        Assert.All(templates, one => Assert.All(
            Declared(one, "parameters").Concat(Declared(one, "outputs")),
            declared => Assert.DoesNotContain("secure", $"{declared.Value!["type"]}", StringComparison.OrdinalIgnoreCase)));
        Assert.All(templates, one => Assert.All(
            Declared(one, "outputs"),
            output => Assert.DoesNotMatch(SecretName(), output.Key + output.Value!["value"])));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Settings_That_Hold_A_Secret_Refer_To_The_Vault(string name)
    {
        var settings = (await template.DeploymentAsync(name)).AppSettings();

        var secrets = settings.Where(setting => SecretSetting().IsMatch(setting.Key));
        Assert.NotEmpty(secrets);
        Assert.All(secrets, setting => Assert.StartsWith(
            "[format('@Microsoft.KeyVault(SecretUri={0}secrets/{1})', reference(", setting.Value, StringComparison.Ordinal));
        Assert.All(
            settings.Except(secrets),
            setting => Assert.DoesNotContain("@Microsoft.KeyVault", setting.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_Secret_Has_The_Name_That_The_Readme_Gives()
    {
        var settings = (await template.DeploymentAsync("everything")).AppSettings();

        var names = settings.Values
            .Select(value => SecretReference().Match(value))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value);
        Assert.Equal(
            [
                "bot-client-secret", "decision-links-key", "decision-links-previous-key", "github-private-key", "github-webhook-secret",
                "incidents", "mail-password", "new", "old",
            ],
            names.Order());
        var readme = await File.ReadAllTextAsync(Repository.Find("infra", "README.md"), TestContext.Current.CancellationToken);
        Assert.All(
            names.Except(["new", "old"]).Append("standard-webhooks"),
            secret => Assert.Contains($"`{secret}`", readme, StringComparison.Ordinal));
    }

    private static IEnumerable<JsonNode> Templates(JsonNode root) =>
        Resources(root)
            .Where(resource => $"{resource["type"]}" == "Microsoft.Resources/deployments")
            .SelectMany(deployment => Templates(deployment["properties"]!["template"]!))
            .Prepend(root);

    private static IEnumerable<JsonNode> Resources(JsonNode template) => template["resources"] switch
    {
        JsonObject named => named.Select(resource => resource.Value!),
        JsonArray listed => listed.Select(resource => resource!),
        _ => [],
    };

    private static JsonObject Declared(JsonNode template, string kind) => template[kind]?.AsObject() ?? [];

    [GeneratedRegex(@"\blist[A-Za-z]*\(", RegexOptions.IgnoreCase)]
    private static partial Regex ListFunction();

    [GeneratedRegex("secret|password|ConnectionString|InstrumentationKey", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("Password$|PrivateKey$|ClientSecret$|WebhookSecret$|Secrets__[0-9]+$|DecisionLinks__(Previous)?Key$")]
    private static partial Regex SecretSetting();

    [GeneratedRegex(@"@Microsoft\.KeyVault.*'([a-z-]+)'\)\]$")]
    private static partial Regex SecretReference();
}
