namespace Workflow.Core.Risk;

/// <summary>What a kind of fact is worth to a reviewer.</summary>
/// <param name="IsReversible">See <see cref="RiskFinding.IsReversible"/>.</param>
/// <param name="Explanation">See <see cref="RiskFinding.Explanation"/>.</param>
public sealed record RiskJudgement(RiskRule Rule, RiskSeverity Severity, bool IsReversible, string Explanation)
{
    public RiskFinding Find(RiskLocation where, string what) => new(Rule.Id, Severity, IsReversible, where, what, Explanation);

    /// <summary>The same, but worth no more than that.</summary>
    public RiskJudgement AtMost(RiskSeverity severity) => Severity <= severity ? this : this with { Severity = severity };
}
