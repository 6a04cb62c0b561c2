namespace Workflow.Core.Risk;

/// <summary>How much a finding matters. Ordered from the least to the most reason for care.</summary>
public enum RiskSeverity
{
    /// <summary>Worth knowing; nothing breaks by it.</summary>
    Info,
    Low,
    Medium,
    High,

    /// <summary>Data, an environment or the control over it can be lost.</summary>
    Critical,
}

/// <summary>One thing that a change does or may do, and that a reviewer must know.</summary>
/// <param name="Rule">The <see cref="RiskRule.Id"/> of the rule that found it.</param>
/// <param name="IsReversible">Whether what it does can be undone by another deployment alone, without a backup.</param>
/// <param name="What">What happens, in a few words, such as <c>aws_db_instance.main is replaced, deleted first</c>.</param>
/// <param name="Explanation">What that means, in one sentence that a tired reviewer understands.</param>
public sealed record RiskFinding(
    string Rule, RiskSeverity Severity, bool IsReversible, RiskLocation Where, string What, string Explanation);

/// <summary>Where a finding is.</summary>
/// <param name="Document">The name of the attached document, or the path of the file in the repository.</param>
/// <param name="Address">The resource, object or statement in it, as its own tool names it; null for the whole document.</param>
/// <param name="Line">Line in the document, from 1; null where lines mean nothing in it.</param>
public sealed record RiskLocation(string Document, string? Address = null, int? Line = null)
{
    /// <summary>For readers: <c>plan.json aws_db_instance.main</c> or <c>migrations/7.sql:12 basket</c>.</summary>
    public override string ToString() =>
        $"{Document}{(Line is { } line ? $":{line}" : "")}{(Address is { } address ? $" {address}" : "")}";
}

/// <summary>What a kind of finding is about.</summary>
/// <param name="Id">Stable, in kebab case: policies and suppressions name it.</param>
/// <param name="Title">One sentence that holds for all its findings.</param>
public sealed record RiskRule(string Id, string Title);
