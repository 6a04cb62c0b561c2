using Microsoft.Extensions.Options;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Checks secrets and origins. Never repeats a secret in a message.</summary>
internal sealed class StandardWebhooksOptionsValidator : IValidateOptions<StandardWebhooksOptions>
{
    private const string Sender = "standard webhooks";

    public ValidateOptionsResult Validate(string? name, StandardWebhooksOptions options)
    {
        string[] problems =
        [
            .. SecretProblems.Find(nameof(options.Secrets), Sender, options.Secrets),
            .. SecretProblems.Find(nameof(options.CallbackSecrets), Sender, options.CallbackSecrets),
            .. OriginProblems(nameof(options.AllowedCallbackOrigins), options.AllowedCallbackOrigins),
            .. OriginProblems(nameof(options.AllowedDocumentOrigins), options.AllowedDocumentOrigins),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> OriginProblems(string option, IEnumerable<string> origins) => origins
        .Where(origin => !StandardWebhooksOptions.TryParseOrigin(origin, out _))
        .Select(origin =>
            $"{option} for {Sender}: '{origin}' is no origin such as https://ci.example.com (scheme, host and port only; http "
            + "only for this machine).");
}
