using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.GitHub;

/// <summary>Derives deployment ids from what identifies a waiting deployment on GitHub.</summary>
internal static class GitHubDeploymentIds
{
    private const string Prefix = "github-";
    private const int HashLength = 12;

    /// <summary>
    /// <c>github-NAME-RUN-ENVIRONMENT-DEPLOYMENT</c> where that says it all; otherwise cut to fit, with a hash of the exact parts
    /// at the end.
    /// </summary>
    public static DeploymentId Create(GitHubCallback callback)
    {
        var name = callback.ParseRepository().Name;
        var readable = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{name}-{callback.RunId}-{callback.Environment}");
        if (callback.DeploymentId is { } deployment)
        {
            var whole = string.Create(CultureInfo.InvariantCulture, $"{readable}-{deployment}");
            if (DeploymentId.TryParse(whole, out var id))
            {
                return id;
            }
        }

        var exact = string.Create(
            CultureInfo.InvariantCulture,
            $"{callback.RepositoryId}/{callback.RunId}/{callback.DeploymentId}/{callback.Environment}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(exact)))[..HashLength];
        var safe = string.Concat(readable.Select(letter => IsAllowed(letter) ? letter : '_'));
        var kept = safe[..Math.Min(safe.Length, DeploymentId.MaxLength - HashLength - 1)];
        return DeploymentId.Parse($"{kept}-{hash}");
    }

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.';
}
