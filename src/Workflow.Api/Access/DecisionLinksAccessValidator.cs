using Microsoft.Extensions.Options;
using Workflow.Orchestration.Ports;

namespace Workflow.Api.Access;

/// <summary>Refuses links to a decision page that would turn everybody away, because the sign-in tells no names.</summary>
/// <param name="links">What the host has: the last one counts.</param>
internal sealed class DecisionLinksAccessValidator(IEnumerable<IDecisionLinks> links) : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options) =>
        options.Mode is { } mode and not SignInMode.AppService && links.LastOrDefault() is { AreAvailable: true }
            ? ValidateOptionsResult.Fail(
                $"DecisionLinks:Key is set and {AccessOptions.Section}:{nameof(AccessOptions.SignIn)} is {mode}, so that mails would have links "
                + "to a decision page that knows nobody by name. Remove the key, and mails lead to Teams; or use AppService, in Azure.")
            : ValidateOptionsResult.Success;
}
