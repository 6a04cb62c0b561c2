namespace Workflow.Adapters.DecisionLinks;

/// <summary>The form of a configured key.</summary>
internal static class SigningKey
{
    public const int MinBytes = 32;
    public const int MaxBytes = 128;

    /// <returns>Null where the text is no base64, or of too few or too many bytes.</returns>
    public static byte[]? Parse(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length is >= MinBytes and <= MaxBytes ? bytes[..length] : null;
    }
}
