using static Workflow.Core.Risk.RiskSeverity;

namespace Workflow.Core.Risk.Changes;

/// <summary>Finds words of broad permissions in lines that are added to code, configuration and pipelines.</summary>
public static class AddedLineRisk
{
    public static readonly RiskRule Rule = new("permission-words", "An added line gives broad permissions.");

    /// <summary>Longer lines are data, and only their beginning is looked at.</summary>
    private const int MaxLength = 2000;

    private static readonly string[] Prose = [".md", ".markdown", ".txt", ".rst", ".adoc"];

    /// <summary>Words without white space, quotes and case: so they are found however a format writes them.</summary>
    private static readonly (string Word, RiskSeverity Severity, string Explanation)[] Words =
    [
        ("0.0.0.0/0", High, "The rule is for the whole internet, unless something else narrows it."),
        ("::/0", High, "The rule is for the whole internet, unless something else narrows it."),
        ("action:*", High, "Whoever has the permission can do everything."),
        ("action=*", High, "Whoever has the permission can do everything."),
        ("actions=[*]", High, "Whoever has the permission can do everything."),
        ("action:[*]", High, "Whoever has the permission can do everything."),
        ("principal:*", High, "Everybody in the world is meant, also without an account here."),
        ("principal:{aws:*}", High, "Everybody in the world is meant, also without an account here."),
        ("iam:passrole", Medium, "Whoever can pass on a role can let a service act with it."),
        ("administratoraccess", High, "Whoever has it can do everything in the account."),
        ("roles/owner", High, "Whoever has it can do everything in the project, and give that right to others."),
        ("role_definition_name=owner", High, "Whoever has it can do everything in the scope, and give that right to others."),
        ("cluster-admin", High, "Whoever has it can do everything in the cluster."),
        ("system:unauthenticated", High, "Everybody who reaches the cluster is meant."),
        ("system:anonymous", High, "Everybody who reaches the cluster is meant."),
        ("public-read", High, "Everybody in the world can read it."),
        ("secrets:inherit", Medium, "The called workflow gets every secret, not only those that it needs."),
        ("permissions:write-all", High, "The workflow's token can change everything in the repository."),
        ("pull_request_target", High, "Such a workflow runs with secrets for pull requests of strangers."),
        ("privileged:true", High, "The container has the machine under it in its hands."),
        ("hostnetwork:true", High, "The pod is in the network of the machine itself."),
        ("skip_final_snapshot=true", High, "Deleting the database leaves nothing to restore it from."),
        ("deletion_protection=false", Medium, "Nothing stops a plan from deleting it any more."),
        ("prevent_destroy=false", Medium, "Nothing stops a plan from deleting it any more."),
        ("force_destroy=true", Medium, "It can be deleted with all that is in it."),
    ];

    public static bool IsCovered(string path) => !Prose.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <param name="address">Where in the document the line belongs to, such as a file in a diff; null for the document itself.</param>
    /// <param name="line">Of the added line in the document, from 1.</param>
    public static IEnumerable<RiskFinding> Find(string text, string document, string? address, int line)
    {
        var squeezed = Squeeze(text);
        if (squeezed.StartsWith('#') || squeezed.StartsWith("//", StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (var (word, severity, explanation) in Words)
        {
            if (squeezed.Contains(word, StringComparison.Ordinal))
            {
                var where = new RiskLocation(document, address, line);
                yield return new RiskFinding(Rule.Id, severity, IsReversible: true, where, $"added: {Shorten(text.Trim())}", explanation);
                yield break;
            }
        }
    }

    /// <summary>Without white space and quotes, in lower case; the beginning of a longer one.</summary>
    internal static string Squeeze(string text)
    {
        var length = 0;
        Span<char> squeezed = stackalloc char[MaxLength];
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            if (!char.IsWhiteSpace(character) && character is not '"' and not '\'' and not '`')
            {
                squeezed[length++] = char.ToLowerInvariant(character);
            }
        }

        return squeezed[..length].ToString();
    }

    internal static string Shorten(string text) => text.Length <= 120 ? text : text[..117] + "...";
}
