using Microsoft.Extensions.Options;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Checks secrets. Never repeats one in a message.</summary>
internal sealed class IncidentOptionsValidator : IValidateOptions<IncidentOptions>
{
    public ValidateOptionsResult Validate(string? name, IncidentOptions options)
    {
        string[] problems = [.. SecretProblems.Find(nameof(options.Secrets), "incidents", options.Secrets)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
