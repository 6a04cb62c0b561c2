namespace Workflow.Adapters.StandardWebhooks;

/// <summary>What is wrong with configured secrets. Never repeats one.</summary>
internal static class SecretProblems
{
    /// <param name="of">Whose they are, for the messages.</param>
    public static IEnumerable<string> Find(string option, string of, IEnumerable<string> secrets) => secrets
        .Index()
        .Where(one => !StandardWebhookSignature.IsSecret(one.Item))
        .Select(one =>
            $"{option}:{one.Index} for {of} must be '{StandardWebhooksOptions.SecretPrefix}' and the base64 of "
            + $"{StandardWebhookSignature.MinKeyBytes} to {StandardWebhookSignature.MaxKeyBytes} random bytes.");
}
