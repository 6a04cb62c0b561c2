using Microsoft.Extensions.Configuration;
using Workflow.Adapters;

namespace Workflow.Functions.Hosting;

/// <summary>What has to be configured before this host may start, beside what every adapter demands for itself.</summary>
internal static class GateConfiguration
{
    /// <exception cref="GateConfigurationException">Something is missing; the message names all of it.</exception>
    public static void Check(IConfiguration configuration)
    {
        string[] defects = [.. FindDefects(configuration)];
        if (defects.Length > 0)
        {
            throw new GateConfigurationException(string.Join(Environment.NewLine, defects));
        }
    }

    private static IEnumerable<string> FindDefects(IConfiguration configuration)
    {
        if (!GateAdapters.HasWayIn(configuration))
        {
            yield return "No pipeline can reach this gate: configure StandardWebhooks__Secrets__0 (and "
                + "StandardWebhooks__AllowedCallbackOrigins__0 where outcomes are called back), or GitHub__AppId, GitHub__PrivateKey and GitHub__WebhookSecret.";
        }

        if (string.IsNullOrEmpty(configuration["Mail:SmtpHost"]) && string.IsNullOrEmpty(configuration["Mail:PickupFolder"]))
        {
            yield return "Escalation mails would reach nobody: configure Mail__SmtpHost, or Mail__PickupFolder on a machine of your own.";
        }

        if (string.IsNullOrEmpty(configuration["Mail:ConsoleBaseUrl"]))
        {
            yield return "Links in mails would lead nowhere: configure Mail__ConsoleBaseUrl with the address under which people reach the app.";
        }
    }
}

/// <summary>The gate cannot start with this configuration; the message says why and how to mend it.</summary>
public sealed class GateConfigurationException(string message) : Exception(message);
