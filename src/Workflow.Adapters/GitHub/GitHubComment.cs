using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.GitHub;

/// <summary>The comment of an answer, in Markdown.</summary>
internal static class GitHubComment
{
    /// <summary>
    /// GitHub's limit, in characters (docs.github.com, "Review custom deployment protection rules for a workflow run").
    /// </summary>
    public const int MaxLength = 1024;

    /// <summary>What only the answer to this deployment request contains: other people and Apps answer the same run.</summary>
    public static string Mark(DeploymentId id) => $"Deployment request `{id}`";

    /// <summary>The explanation, cut to fit, and the mark.</summary>
    public static string Write(DeploymentRequest request, ReviewOutcome outcome)
    {
        var decision = outcome.IsRelease ? "Release" : "Cancel";
        var start = $"**{decision}**: {outcome.Explanation}";
        if (outcome.Comment is { } comment && !outcome.Explanation.Contains(comment, StringComparison.Ordinal))
        {
            start += $"\n\n> {comment.ReplaceLineEndings("\n> ")}";
        }

        var end = $"\n\n{Mark(request.Id)}";
        var room = MaxLength - end.Length;
        return (start.Length <= room ? start : $"{start[..CutBefore(start, room - 1)]}…") + end;
    }

    /// <summary>The place to cut that splits no surrogate pair.</summary>
    private static int CutBefore(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
