using Microsoft.Extensions.FileProviders;

namespace Workflow.LocalHost.Hosting;

/// <summary>Where this machine's configuration comes from.</summary>
internal static class GateSources
{
    public const string File = "appsettings.json";

    /// <summary>Later sources win: appsettings.json, user secrets, environment.</summary>
    public static void AddGateSources(this IConfigurationBuilder configuration)
    {
        configuration.AddJsonFile(new PhysicalFileProvider(AppContext.BaseDirectory), File, optional: true, reloadOnChange: false);
        configuration.AddUserSecrets<GateHost>(optional: true);
        configuration.AddEnvironmentVariables();
    }
}
