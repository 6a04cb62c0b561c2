using System.Text.Json;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration;

/// <summary>The facts of an audit entry as JSON.</summary>
internal static class AuditData
{
    /// <summary>The longest list that an entry holds; a record of the trail has to fit into a row.</summary>
    private const int MaxItems = 100;

    public static string Of<T>(T facts) => JsonSerializer.Serialize(facts, WorkflowJson.Options);

    /// <summary>
    /// An assessment with the beginnings of its lists: the worst findings, the first evidence, documents and paths. The numbers in it
    /// are of all. The review keeps the whole.
    /// </summary>
    public static ChangeAssessment Shorten(ChangeAssessment assessment) => assessment with
    {
        Provenance = assessment.Provenance with
        {
            Evidence = [.. assessment.Provenance.Evidence.Take(MaxItems)],
            Commits = [.. assessment.Provenance.Commits.Take(MaxItems)],
            Sponsors = [.. assessment.Provenance.Sponsors.Take(MaxItems)],
            Attestations = [.. assessment.Provenance.Attestations.Take(MaxItems)],
        },
        Changes = assessment.Changes with { Paths = [.. assessment.Changes.Paths.Take(MaxItems)] },
        CodeOwners = assessment.CodeOwners is { } owners ? [.. owners.Take(MaxItems)] : null,
        ManagementLine = assessment.ManagementLine is { } line ? [.. line.Take(MaxItems)] : null,
        Risk = assessment.Risk is { } risk
            ? risk with { Findings = [.. risk.Findings.Take(MaxItems)], Documents = [.. risk.Documents.Take(MaxItems)] }
            : null,
    };
}
