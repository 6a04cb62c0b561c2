using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workflow.LocalHost.Demo.Gates;

/// <summary>Settings in the form that a host reads them in.</summary>
internal static class SettingsText
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A whole <c>local.settings.json</c> for <c>func start</c>.</summary>
    /// <remarks>Source: learn.microsoft.com, "Code and test Azure Functions locally", section "Local settings file".</remarks>
    /// <param name="port">Where the host is to listen.</param>
    public static string ForFunctions(IReadOnlyDictionary<string, string?> settings, int port)
    {
        var values = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["AzureWebJobsDisableHomepage"] = "true",
        };
        foreach (var (name, value) in settings)
        {
            values.Add(EnvironmentName(name), value);
        }

        return JsonSerializer.Serialize(new { IsEncrypted = false, Values = values, Host = new { LocalHttpPort = port } }, Indented);
    }

    /// <summary>One <c>NAME=value</c> a line, without quotes.</summary>
    public static string ForEnvironment(IReadOnlyDictionary<string, string?> settings) =>
        string.Join('\n', settings.Select(setting => $"{EnvironmentName(setting.Key)}={setting.Value}"));

    private static string EnvironmentName(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);
}
