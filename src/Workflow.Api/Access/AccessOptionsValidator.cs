using Microsoft.Extensions.Options;
using Workflow.Api.Routing;

namespace Workflow.Api.Access;

/// <summary>Refuses a sign-in that could not hold on this host.</summary>
internal sealed class AccessOptionsValidator(HostPlatform platform, HostSocket socket) : IValidateOptions<AccessOptions>
{
    private const string Setting = $"{AccessOptions.Section}:{nameof(AccessOptions.SignIn)}";

    public ValidateOptionsResult Validate(string? name, AccessOptions options) =>
        FindDefect(options) is { } defect ? ValidateOptionsResult.Fail(defect) : ValidateOptionsResult.Success;

    private string? FindDefect(AccessOptions options) => options.Mode switch
    {
        null => $"{Setting} is {(string.IsNullOrEmpty(options.SignIn) ? "missing" : $"'{options.SignIn}'")}: it says who may see the "
            + $"console and the API. Set it to one of {string.Join(", ", Enum.GetNames<SignInMode>())}; in Azure, to AppService.",
        SignInMode.AppService when platform.AzureVariable is null =>
            $"{Setting} is AppService, which signs people in in Azure only: here anybody could send its headers. Use Proxy behind a proxy "
            + "that signs people in.",
        SignInMode.AppService when !platform.SignsPeopleIn =>
            $"{Setting} is AppService, but App Service Authentication is off ({HostPlatform.AuthenticationVariable} is not true), so that "
            + "anybody could send its headers. Switch it on for this app, with Microsoft as identity provider.",
        SignInMode.AppService when !Guid.TryParse(options.TenantId, out _) =>
            $"{AccessOptions.Section}:{nameof(AccessOptions.TenantId)} is "
            + $"{(string.IsNullOrEmpty(options.TenantId) ? "missing" : $"'{options.TenantId}', which is no GUID")}: "
            + $"with {Setting} AppService it names the Entra ID tenant whose people may sign in.",
        SignInMode.ThisMachine when !socket.IsOwned =>
            $"{Setting} is ThisMachine, but this host does not accept connections itself: every caller would seem to be on this machine. "
            + "In Azure use AppService, for development None.",
        (SignInMode.Proxy or SignInMode.None) and { } mode when platform.AzureVariable is { } variable =>
            $"{Setting} is {mode}, which lets everybody in who can reach this app, and it runs in Azure ({variable} is set). "
            + "Use AppService.",
        _ => null,
    };
}
