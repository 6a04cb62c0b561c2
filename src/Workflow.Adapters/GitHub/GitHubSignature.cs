using System.Security.Cryptography;
using System.Text;

namespace Workflow.Adapters.GitHub;

/// <summary>How a signature check ended.</summary>
internal enum GitHubSignatureCheck
{
    Valid,
    HeaderMissing,
    Wrong,

    /// <summary>There is no secret to check with.</summary>
    NoSecret,
}

/// <summary>
/// GitHub's webhook signature: <c>sha256=</c> and the lower-case hexadecimal HMAC-SHA256 of the raw body
/// (docs.github.com, "Validating webhook deliveries").
/// </summary>
internal static class GitHubSignature
{
    public const string Header = "X-Hub-Signature-256";

    public static GitHubSignatureCheck Check(string? header, ReadOnlySpan<byte> body, string secret)
    {
        if (secret.Length == 0)
        {
            return GitHubSignatureCheck.NoSecret;
        }

        if (string.IsNullOrEmpty(header))
        {
            return GitHubSignatureCheck.HeaderMissing;
        }

        var expected = $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(expected))
            ? GitHubSignatureCheck.Valid
            : GitHubSignatureCheck.Wrong;
    }
}
