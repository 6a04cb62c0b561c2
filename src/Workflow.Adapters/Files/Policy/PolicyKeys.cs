using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Policy;

/// <summary>The keys of each mapping of a policy file. The published JSON Schema has the same.</summary>
internal static class PolicyKeys
{
    public static readonly string[] Policy =
    [
        "name", "extends", "parameters", "environments", "working-hours", "calendars", "ladders", "default", "rules", "freezes",
        "break-glass", "incidents", "reviewers",
    ];

    public static readonly string[] Environment = ["protected", "supersede-older", "attestation", "criticality", "pipeline-wait"];

    public static readonly string[] WorkingHours = ["zone", "days", "from", "to", "holidays"];

    public static readonly string[] Reviewers = ["max-open", "rest", "sample-second-approval", "second-approval-after-signs"];

    public static readonly string[] Calendar = ["file", "zone"];

    public static readonly string[] Step = ["step", "ask", "people", "wait", "remind-every", "email", "channel"];

    public static readonly string[] Ask = ["level", "role"];

    public static readonly string[] Requirement =
    [
        "approvals", "level", "role", "roles", "team", "teams", "code-owner", "sponsors-team", "different-teams", "independent",
        "checklist", "minimum-reading", "evidence", "fresh-sign-in",
    ];

    public static readonly string[] Demand = [.. Requirement, "ladder", "on-timeout"];

    public static readonly string[] Rule = ["name", "if", "then", "requires"];

    public static readonly string[] Freeze = ["name", "scope", "when"];

    public static readonly string[] Scope = [EnvironmentPredicate.Keyword, ServicePredicate.Keyword];

    public static readonly string[] Weekly = ["days", "from", "to", "zone"];

    public static readonly string[] Dated = ["from", "to", "zone"];

    public static readonly string[] InCalendar = ["calendar"];

    public static readonly string[] BreakGlass = ["ask", "confirm", "valid", "review"];

    public static readonly string[] Confirm = ["role", "within"];

    public static readonly string[] Incident = ["severity", "requires", "lasts", "mode", "owner"];

    /// <summary>Of a condition, of which all must hold.</summary>
    public static readonly string[] Condition =
    [
        EnvironmentPredicate.Keyword, ServicePredicate.Keyword, ProvenancePredicate.Keyword, AuthorLevelPredicate.Keyword,
        ToolPredicate.Keyword, PathsPredicate.Keyword, DeletedPathsPredicate.Keyword, RiskPredicate.Keyword, FindingPredicate.Keyword,
        IrreversiblePredicate.Keyword, ReachesTierPredicate.Keyword, TierPredicate.Keyword, CriticalityPredicate.Keyword,
        ActorKindPredicate.Keyword, AttestedPredicate.Keyword, IncidentPredicate.Keyword, BlastRadiusPredicate.Keyword,
        ChangedLinesPredicate.Keyword, ChangedFilesPredicate.Keyword, CommitsPredicate.Keyword, TimePredicate.Keyword,
        AllPredicate.Keyword, AnyPredicate.Keyword, NotPredicate.Keyword,
    ];
}
