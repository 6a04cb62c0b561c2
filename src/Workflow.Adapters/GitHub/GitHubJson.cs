using System.Text.Json;

namespace Workflow.Adapters.GitHub;

internal static class GitHubJson
{
    /// <summary>GitHub's naming. Lenient: its schemas grow, and older servers lack fields.</summary>
    public static JsonSerializerOptions Options { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
