namespace Workflow.Api.Access;

/// <summary>What the platform says about itself in environment variables, which it sets and a request cannot.</summary>
/// <param name="AzureVariable">The variable that shows that the host runs in Azure; null elsewhere.</param>
/// <param name="SignsPeopleIn">Whether App Service Authentication is switched on for this app.</param>
internal sealed record HostPlatform(string? AzureVariable, bool SignsPeopleIn)
{
    public const string AuthenticationVariable = "WEBSITE_AUTH_ENABLED";

    /// <summary>
    /// The app's name, on every plan; the instance's on App Service and Premium; and on Flex Consumption (Azure/azure-functions-host,
    /// EnvironmentSettingNames.cs and EnvironmentExtensions.cs). Containers elsewhere have a <c>CONTAINER_NAME</c> too, so it shows
    /// nothing.
    /// </summary>
    private static readonly string[] AzureVariables = ["WEBSITE_SITE_NAME", "WEBSITE_INSTANCE_ID", "WEBSITE_POD_NAME"];

    /// <summary>
    /// Reads the environment. Of <c>WEBSITE_AUTH_ENABLED</c>, Microsoft's "Environment variables and app settings in Azure App Service"
    /// says that it is injected into Windows and Linux apps to tell whether the authentication is on. On Linux Consumption and Flex
    /// Consumption the Functions host itself runs the authentication, exactly when this variable is true or 1
    /// (Azure/azure-functions-host, HostEasyAuthOptionsSetup.cs and JobHostEasyAuthMiddleware.cs).
    /// </summary>
    public static HostPlatform Read(Func<string, string?> variable) => new(
        AzureVariables.FirstOrDefault(name => !string.IsNullOrEmpty(variable(name))),
        variable(AuthenticationVariable) is { } on && (on == "1" || (bool.TryParse(on, out var enabled) && enabled)));
}
