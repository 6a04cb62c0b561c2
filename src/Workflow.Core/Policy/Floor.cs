using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>
/// What no policy can lower: an AI-assisted change by a junior or mid-level engineer, or by an agent, and whoever wrote it one that
/// can destroy something of great worth for good, reaches a protected environment only after a senior approved it. What a change can
/// destroy counts as that while it is not known.
/// </summary>
internal static class Floor
{
    public static ReviewRequirement Requirement { get; } = new(Level.Senior, 1);

    public static bool IsReserved(ChangeAssessment assessment) =>
        IsAi(assessment) || assessment.Risk is null or { IsCriticalForGood: true };

    /// <summary>What about a change is reserved to a senior, as the object of a sentence; null where nothing is.</summary>
    public static string? Describe(ChangeAssessment assessment) =>
        IsAi(assessment) ? "what AI wrote with or for less than a senior"
        : assessment.Risk is null ? "what nobody has read for its risks"
        : IsReserved(assessment) ? "what can destroy something of great worth for good"
        : null;

    private static bool IsAi(ChangeAssessment assessment) => assessment.Provenance.Kind switch
    {
        ProvenanceKind.None => false,
        ProvenanceKind.Agent => true,
        _ => assessment.AuthorLevel < Level.Senior,
    };
}
