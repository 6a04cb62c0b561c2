namespace Workflow.Core.Risk;

/// <summary>What a document says by its own state: that it is of no known kind, cannot be read, or does not tell everything.</summary>
public static class DocumentRules
{
    /// <summary>What <see cref="ReadDocument.Kind"/> is for a document that no format fits.</summary>
    public const string UnknownKind = "unknown";

    private static readonly RiskRule Unknown = new("document-unknown", "A document is of no kind that can be judged.");
    private static readonly RiskRule Unreadable = new("document-unreadable", "A document cannot be read to its end.");
    private static readonly RiskRule Incomplete = new("document-incomplete", "A document does not tell all that will happen.");

    private static readonly RiskRule Coarse = new("document-coarse", "A document tells what changes, but not how.");

    public static IReadOnlyList<RiskRule> All { get; } = [Unknown, Unreadable, Incomplete, Coarse];

    /// <summary>Whatever the document tells, nobody has seen it.</summary>
    public static RiskFinding IsUnknown(string document, DocumentPacking packing = DocumentPacking.None) => new(
        Unknown.Id,
        RiskSeverity.High,
        IsReversible: false,
        new RiskLocation(document),
        packing switch
        {
            DocumentPacking.Gzip => "The document is packed with gzip and cannot be read",
            DocumentPacking.Zip => "The document is a zip archive or a saved Terraform plan and cannot be read",
            _ => "The document is of no known kind",
        },
        packing switch
        {
            DocumentPacking.Gzip => "What stands in it is unknown and may destroy anything: unpack it first.",
            DocumentPacking.Zip =>
                "What stands in it is unknown and may destroy anything: unpack it first, or attach what terraform show -json writes of it.",
            _ => "Nobody can tell from this document what the deployment does, and it may destroy anything.",
        });

    /// <param name="problem">What is wrong with the document, as a clause without a full stop.</param>
    public static RiskFinding IsUnreadable(string document, string problem, int? line = null) => new(
        Unreadable.Id,
        RiskSeverity.High,
        IsReversible: false,
        new RiskLocation(document, Line: line),
        $"The document cannot be read to its end: {problem}",
        "What stands in the part that was not read is unknown and may destroy anything.");

    /// <summary>A part of a document that takes more memory than a reader may use.</summary>
    public static RiskFinding IsTooLarge(RiskLocation where) => new(
        Unreadable.Id,
        RiskSeverity.High,
        IsReversible: false,
        where,
        "A part of the document is too large to be read",
        "What stands in it is unknown and may destroy anything.");

    /// <summary>A document without the values of attributes.</summary>
    public static RiskFinding IsCoarse(string document, string what) => new(
        Coarse.Id,
        RiskSeverity.Low,
        IsReversible: true,
        new RiskLocation(document),
        what,
        "What is allowed, opened or left unprotected by the change cannot be seen in it.");

    /// <summary>What is missing will happen with this deployment.</summary>
    /// <param name="what">What is missing, as a sentence without a full stop.</param>
    public static RiskFinding IsIncomplete(RiskLocation where, string what) => new(
        Incomplete.Id,
        RiskSeverity.High,
        IsReversible: false,
        where,
        what,
        "The deployment does more than this document shows, and nobody has seen that part.");

    /// <summary>What is missing was put off by the tool itself, and gets a document of its own before it happens.</summary>
    /// <param name="what">What is missing, as a sentence without a full stop.</param>
    public static RiskFinding IsPutOff(RiskLocation where, string what) => new(
        Incomplete.Id,
        RiskSeverity.Medium,
        IsReversible: false,
        where,
        what,
        "This document does not show that part: whoever makes the later plan has to have it reviewed as well.");
}
