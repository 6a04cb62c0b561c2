using Microsoft.Extensions.Options;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Checks secrets. Never repeats one in a message.</summary>
internal sealed class IncidentsOptionsValidator : IValidateOptions<IncidentsOptions>
{
    public ValidateOptionsResult Validate(string? name, IncidentsOptions options)
    {
        string[] problems = [.. SecretProblems.Find(nameof(options.Secrets), "incidents", options.Secrets)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
