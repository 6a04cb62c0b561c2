using System.Text;

namespace Workflow.Core.Risk;

/// <summary>Writes the type names of all tools alike, so that one catalogue fits them.</summary>
internal static class ResourceTypeName
{
    private const int MaxLength = 300;

    /// <summary>Nouns whose last letter makes no plural.</summary>
    private static readonly HashSet<string> Singular =
        ["aws", "rds", "dns", "kms", "sqs", "sns", "ecs", "eks", "aks", "dms", "ses", "efs", "kinesis", "redis", "kubernetes"];

    /// <summary>
    /// In lower case, in the singular and without separators: <c>aws_db_instance</c>, <c>AWS::RDS::DBInstance</c>,
    /// <c>Microsoft.Sql/servers/databases</c> and <c>aws:rds/instance:Instance</c> become <c>awsdbinstance</c>,
    /// <c>awsrdsdbinstance</c>, <c>microsoftsqlserverdatabase</c> and <c>awsrdsinstance</c>.
    /// </summary>
    public static string Normalize(string type)
    {
        var shown = type.Length <= MaxLength ? type : type[..MaxLength];
        var name = new StringBuilder(shown.Length);
        foreach (var word in WithoutRepetition(shown).Split(['_', '-', '.', '/', ':', '@', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            name.Append(ToSingular(word.ToLowerInvariant()));
        }

        return name.ToString();
    }

    /// <summary>Pulumi names a type as <c>package:module/file:Type</c>, where the file repeats the type.</summary>
    private static string WithoutRepetition(string type) =>
        !type.Contains("::", StringComparison.Ordinal) && type.Split(':') is [var package, var module, var name]
            ? $"{package}:{module.Split('/')[0]}:{name}"
            : type;

    private static string ToSingular(string word) => word switch
    {
        _ when Singular.Contains(word) => word,
        [.., 'i', 'e', 's'] => $"{word[..^3]}y",
        [.., 's', 's'] or [.., 'u', 's'] or [.., 'i', 's'] or [_, _, 's'] => word,
        [.., 's'] => word[..^1],
        _ => word,
    };
}
