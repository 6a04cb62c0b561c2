using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Workflow.Adapters.GitHub;

/// <summary>Checks what attributes cannot. Never repeats a secret in a message.</summary>
internal sealed class GitHubOptionsValidator : IValidateOptions<GitHubOptions>
{
    private const int MinKeyBits = 2048;

    public ValidateOptionsResult Validate(string? name, GitHubOptions options)
    {
        string[] problems = [.. UrlProblems(options.ApiBaseUrl), .. KeyProblems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> UrlProblems(Uri url)
    {
        if (!url.IsAbsoluteUri || url is not { Query: "", Fragment: "", UserInfo: "" }
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            yield return $"{nameof(GitHubOptions.ApiBaseUrl)} for GitHub must be an https URL (http on this machine only) "
                + $"without user, query and fragment; it is '{url}'.";
        }
    }

    private static IEnumerable<string> KeyProblems(GitHubOptions options)
    {
        var bits = 0;
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(options.PrivateKeyPem());
            bits = key.ExportParameters(includePrivateParameters: true).D is null ? 0 : key.KeySize;
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            bits = 0;
        }

        if (bits < MinKeyBits)
        {
            yield return $"{nameof(GitHubOptions.PrivateKey)} for GitHub must be an RSA private key of {MinKeyBits} bits or more in "
                + "PEM, as the App's settings page hands it out.";
        }
    }
}
