using Microsoft.Extensions.Options;

namespace Workflow.Adapters.DecisionLinks;

/// <summary>Refuses keys that could be guessed or not be read. Never repeats one in a message.</summary>
internal sealed class DecisionLinksOptionsValidator : IValidateOptions<DecisionLinksOptions>
{
    public ValidateOptionsResult Validate(string? name, DecisionLinksOptions options)
    {
        string[] problems =
        [
            .. FindProblem(nameof(options.Key), options.Key),
            .. FindProblem(nameof(options.PreviousKey), options.PreviousKey),
            .. string.IsNullOrEmpty(options.Key) && !string.IsNullOrEmpty(options.PreviousKey)
                ? (string[])["DecisionLinks:PreviousKey is set and DecisionLinks:Key is not: set the key that links are signed with now."]
                : [],
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> FindProblem(string setting, string? key)
    {
        if (!string.IsNullOrEmpty(key) && SigningKey.Parse(key) is null)
        {
            yield return $"DecisionLinks:{setting} must be the base64 of {SigningKey.MinBytes} to {SigningKey.MaxBytes} random bytes, "
                + "such as 'openssl rand -base64 32' prints.";
        }
    }
}
