using System.Globalization;
using System.Security.Cryptography;
using Workflow.Adapters.Teams;
using Workflow.LocalHost.Local.Teams;

namespace Workflow.LocalHost.Demo;

/// <summary>The configuration of the demo's gate, by the names of its settings.</summary>
internal static class DemoSettings
{
    public const string RequestSecret = "StandardWebhooks:Secrets:0";
    public const string CallbackSecret = "StandardWebhooks:CallbackSecrets:0";
    public const string CallbackOrigin = "StandardWebhooks:AllowedCallbackOrigins:0";
    public const string TeamsSecret = "Teams:ClientSecret";
    public const string Console = "Teams:ConsoleBaseUrl";

    /// <summary>For a gate in this process, which is its own stand-in for Teams.</summary>
    /// <param name="playground">Whether the cards go to Microsoft's Agents Playground.</param>
    public static IReadOnlyDictionary<string, string?> ForHosted(DemoFiles files, Uri gate, bool playground) =>
        new Dictionary<string, string?>(Common(files, gate).Concat(playground ? LocalTeamsSettings.ForPlayground() : []))
        {
            [LocalTeamsSettings.Enabled] = "true",
            ["Storage:TablePrefix"] = "Demo",
            [RequestSecret] = NewWebhookSecret(),
            [CallbackSecret] = NewWebhookSecret(),
        };

    /// <summary>For a gate that runs elsewhere, with the stand-ins in this process.</summary>
    /// <param name="storage">The storage connection string.</param>
    /// <param name="known">Settings made before, whose secrets are kept: a gate may run with them.</param>
    public static IReadOnlyDictionary<string, string?> ForTarget(
        DemoFiles files, Uri target, Uri standIns, string storage, IReadOnlyDictionary<string, string?> known)
    {
        var teams = new TeamsOptions();
        LocalAuthority.Describe(teams, standIns, Keep(TeamsSecret, LocalAuthority.NewSecret));
        return new Dictionary<string, string?>(Common(files, standIns))
        {
            ["Storage:ConnectionString"] = storage,

            // Not the prefix of a demo that hosts its gate: two gates would answer each other's deployments.
            ["Storage:TablePrefix"] = "DemoTarget",
            ["Files:CheckInterval"] = TimeSpan.Zero.ToString("c", CultureInfo.InvariantCulture),
            [RequestSecret] = Keep(RequestSecret, NewWebhookSecret),
            [CallbackSecret] = Keep(CallbackSecret, NewWebhookSecret),
            ["Teams:TenantId"] = teams.TenantId,
            ["Teams:AppId"] = teams.AppId,
            [TeamsSecret] = teams.ClientSecret,
            ["Teams:ServiceUrl"] = teams.ServiceUrl.AbsoluteUri,
            ["Teams:AllowedServiceHosts:0"] = teams.AllowedServiceHosts.Single(),
            ["Teams:TokenEndpoint"] = teams.TokenEndpoint!.AbsoluteUri,
            ["Teams:OpenIdMetadataUrl"] = teams.OpenIdMetadataUrl.AbsoluteUri,
            ["Teams:Issuer"] = teams.Issuer,
            [Console] = target.AbsoluteUri,
            ["Mail:PickupFolder"] = files.Mails,
            ["Mail:ConsoleBaseUrl"] = target.AbsoluteUri,
            ["Api:PublicUrl"] = target.AbsoluteUri,
            ["Access:SignIn"] = "None",
        };

        string Keep(string name, Func<string> make) => known.GetValueOrDefault(name) ?? make();
    }

    private static Dictionary<string, string?> Common(DemoFiles files, Uri standIns) => new()
    {
        ["Files:People"] = files.People,
        ["Files:Policy"] = files.Policy,
        ["Files:FrictionControls"] = "",
        ["Files:Services"] = files.Services,
        ["Git:AllowedRoots:0"] = files.Folder,
        [CallbackOrigin] = standIns.GetLeftPart(UriPartial.Authority),
    };

    private static string NewWebhookSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
