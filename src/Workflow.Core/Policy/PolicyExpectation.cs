using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>What somebody expects a policy to say. What is null is not looked at.</summary>
public sealed record PolicyExpectation(Verdict Verdict)
{
    public int? Approvals { get; init; }

    public Level? Level { get; init; }

    /// <summary>Exactly these, in any order.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Exactly these, in any order.</summary>
    public IReadOnlyList<string>? Teams { get; init; }

    /// <summary>Exactly the rules that make the verdict, in any order.</summary>
    public IReadOnlyList<string>? Rules { get; init; }

    /// <summary>A part of the reason.</summary>
    public string? Because { get; init; }

    /// <returns>A sentence for everything that is otherwise; none where all is as expected.</returns>
    public IReadOnlyList<string> FindDifferences(PolicyResult result)
    {
        var requirement = result.Requirement;
        string?[] differences =
        [
            Compare("verdict", Words.Token(Verdict), Words.Token(result.Verdict)),
            Approvals is { } approvals
                ? Compare("approvals", $"{approvals}", requirement is null ? "none" : $"{requirement.Approvals}")
                : null,
            Level is { } level
                ? Compare("level", Words.Token(level), requirement is null ? "none" : Words.Token(requirement.MinimumLevel))
                : null,
            Roles is null ? null : Compare("roles", List(Roles), List(requirement?.Roles ?? [])),
            Teams is null ? null : Compare("teams", List(Teams), List(requirement?.Teams ?? [])),
            Rules is null ? null : Compare("rules", List(Rules), List(result.Deciding)),
            Because is null || result.Reason.Contains(Because, StringComparison.OrdinalIgnoreCase)
                ? null
                : $"expected a reason with '{Because}', but it is: {result.Reason}",
        ];
        return [.. differences.OfType<string>()];
    }

    private static string? Compare(string what, string expected, string actual) =>
        expected.Equals(actual, StringComparison.OrdinalIgnoreCase) ? null : $"expected {what} {expected}, but it is {actual}";

    private static string List(IReadOnlyList<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names.Order(StringComparer.OrdinalIgnoreCase).Select(name => $"'{name}'"));
}
