using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workflow.Adapters;

namespace Workflow.Functions.Hosting;

/// <summary>
/// What has to be configured before this host may start, beside what every adapter demands for itself. It holds nothing: it is validated
/// on start, so that all that is missing is told at once.
/// </summary>
internal sealed record GateConfiguration;

/// <summary>Finds what is missing; each defect says how to mend it.</summary>
internal sealed class GateConfigurationValidator(IConfiguration configuration) : IValidateOptions<GateConfiguration>
{
    /// <summary>
    /// How a setting begins that refers to a secret. App Service hands it on unchanged where it cannot read the secret
    /// (learn.microsoft.com, "Use Key Vault references", Troubleshoot), and the reference would then be taken for the secret.
    /// </summary>
    private const string KeyVaultReference = "@Microsoft.KeyVault(";

    public ValidateOptionsResult Validate(string? name, GateConfiguration options)
    {
        string[] defects = [.. FindDefects()];
        return defects.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(defects);
    }

    private IEnumerable<string> FindDefects()
    {
        foreach (var (name, _) in configuration.AsEnumerable()
            .Where(setting => setting.Value?.StartsWith(KeyVaultReference, StringComparison.OrdinalIgnoreCase) is true)
            .OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            yield return $"{name.Replace(":", "__", StringComparison.Ordinal)} refers to a secret in a Key Vault that could not be read: "
                + "set the secret, let the app's identity read it, and restart the app.";
        }

        if (!GateAdapters.HasWayIn(configuration))
        {
            yield return "No pipeline can reach this gate: configure StandardWebhooks__Secrets__0 (and "
                + "StandardWebhooks__AllowedCallbackOrigins__0 where outcomes are called back), or GitHub__AppId, GitHub__PrivateKey and GitHub__WebhookSecret.";
        }

        if (string.IsNullOrEmpty(configuration["Mail:SmtpHost"]) && string.IsNullOrEmpty(configuration["Mail:Graph:Mailbox"])
            && string.IsNullOrEmpty(configuration["Mail:PickupFolder"]))
        {
            yield return "Escalation mails would reach nobody: configure Mail__SmtpHost, Mail__Graph__Mailbox, or "
                + "Mail__PickupFolder on a machine of your own.";
        }

        if (string.IsNullOrEmpty(configuration["Mail:ConsoleBaseUrl"]))
        {
            yield return "Links in mails would lead nowhere: configure Mail__ConsoleBaseUrl with the address under which people reach the app.";
        }
    }
}
