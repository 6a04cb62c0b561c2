using System.Text.Json;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration;

/// <summary>The facts of an audit entry as JSON.</summary>
internal static class AuditData
{
    /// <summary>The longest list that an entry holds; a record of the trail has to fit into a row.</summary>
    private const int MaxItems = 100;

    private const int MaxControls = 30;
    private const int MaxNames = 20;
    private const int MaxText = 500;

    public static string Of<T>(T facts) => JsonSerializer.Serialize(facts, WorkflowJson.Options);

    /// <summary>
    /// A result with the friction controls that apply to the deployment and the first of the others, and the beginnings of their lists.
    /// </summary>
    public static PolicyResult Shorten(PolicyResult result) => result with
    {
        FrictionControls =
        [
            .. result.FrictionControls.OrderByDescending(one => one.Applies).Take(MaxControls).Select(one => one with
            {
                Control = one.Control with { Scope = Shorten(one.Control.Scope) },
                Scope = [],
                Explanation = one.Explanation.Length <= MaxText ? one.Explanation : $"{one.Explanation[..MaxText]}…",
            }),
        ],
    };

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

    private static FrictionScope Shorten(FrictionScope scope) =>
        new([.. scope.Environments.Take(MaxNames)], [.. scope.Services.Take(MaxNames)]);
}
