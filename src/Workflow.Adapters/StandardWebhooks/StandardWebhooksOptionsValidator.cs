using Microsoft.Extensions.Options;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Checks secrets and origins. Never repeats a secret in a message.</summary>
internal sealed class StandardWebhooksOptionsValidator : IValidateOptions<StandardWebhooksOptions>
{
    public ValidateOptionsResult Validate(string? name, StandardWebhooksOptions options)
    {
        string[] problems =
        [
            .. SecretProblems(nameof(options.Secrets), options.Secrets),
            .. SecretProblems(nameof(options.CallbackSecrets), options.CallbackSecrets),
            .. OriginProblems(nameof(options.AllowedCallbackOrigins), options.AllowedCallbackOrigins),
            .. OriginProblems(nameof(options.AllowedDocumentOrigins), options.AllowedDocumentOrigins),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> OriginProblems(string option, IEnumerable<string> origins) => origins
        .Where(origin => !StandardWebhooksOptions.TryParseOrigin(origin, out _))
        .Select(origin =>
            $"{option} for standard webhooks: '{origin}' is no origin such as https://ci.example.com (scheme, host and port only; http "
            + "only for this machine).");

    private static IEnumerable<string> SecretProblems(string option, IEnumerable<string> secrets) => secrets
        .Select((secret, index) => (secret, index))
        .Where(one => !StandardWebhookSignature.IsSecret(one.secret))
        .Select(one =>
            $"{option}:{one.index} for standard webhooks must be '{StandardWebhooksOptions.SecretPrefix}' and the base64 of "
            + $"{StandardWebhookSignature.MinKeyBytes} to {StandardWebhookSignature.MaxKeyBytes} random bytes.");
}
