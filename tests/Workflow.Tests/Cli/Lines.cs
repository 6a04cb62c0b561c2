using System.Text.Json;

namespace Workflow.Tests.Cli;

/// <summary>Lines of a file of commits.</summary>
internal static class Lines
{
    public const string ByAgent = """
        {"sha":"a1","authorName":"copilot-swe-agent[bot]","authorEmail":"198982749+Copilot@users.noreply.github.com","committerName":"GitHub","committerEmail":"noreply@github.com","message":"Fix the cart\n\nCo-authored-by: Ada <ada@example.com>"}
        """;

    public static string Of(string sha, string message, string author = "Ada", object? more = null)
    {
        var fields = new Dictionary<string, object?>
        {
            ["sha"] = sha,
            ["authorName"] = author,
            ["authorEmail"] = "ada@example.com",
            ["committerName"] = "Ada",
            ["committerEmail"] = "ada@example.com",
            ["message"] = message,
        };
        foreach (var property in more?.GetType().GetProperties() ?? [])
        {
            fields[property.Name] = property.GetValue(more);
        }

        return JsonSerializer.Serialize(fields);
    }

    public static string Assisted(string sha) => Of(sha, "Round prices\n\nCo-authored-by: Claude <noreply@anthropic.com>");

    public static string ByHand(string sha) => Of(sha, "Round prices");
}
