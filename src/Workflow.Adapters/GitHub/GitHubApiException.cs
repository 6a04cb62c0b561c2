using System.Net;

namespace Workflow.Adapters.GitHub;

/// <summary>GitHub refused a call.</summary>
/// <param name="message">What was asked, the status, and GitHub's own message.</param>
public sealed class GitHubApiException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;
}
