using System.Text.RegularExpressions;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>What may be done with a friction control in its life, and why not.</summary>
public static partial class FrictionSteps
{
    /// <summary>In characters: the longest name.</summary>
    public const int LongestName = 100;

    /// <summary>In characters: the longest reason.</summary>
    public const int LongestReason = 500;

    private const int MostServices = 100;

    private static readonly string LifeInDays = $"{FrictionControl.LongestLife.Days} days";

    /// <summary>Why a control may not be created, a sentence each; empty where it may.</summary>
    /// <param name="environments">Those of the policy.</param>
    public static IReadOnlyList<string> FindDefects(FrictionControl control, IReadOnlyCollection<string> environments, DateTimeOffset now) =>
    [
        .. When(
            !NamePattern().IsMatch(control.Name) || control.Name.Length > LongestName,
            $"name must be 1 to {LongestName} letters, digits, '-', '_' or '.', beginning with a letter or digit."),
        .. When(!OwnerPattern().IsMatch(control.Owner), "owner must be an e-mail address such as grace@example.com."),
        .. FindReasonDefect(control.Reason),
        .. When(control.Incident is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") }, "incident must be a link that begins with http or https."),
        .. FindScopeDefects(control.Scope, environments),
        .. FindRequirementDefects(control.Requirement),
        .. When(control.Expires <= control.Starts, "expires must be after starts."),
        .. When(control.Expires <= now, $"expires must be in the future; it is {Words.Of(now)}."),
        .. When(
            control.Expires - control.Starts > FrictionControl.LongestLife,
            $"expires must be at most {LifeInDays} after starts; renew the control when it is still needed then."),
    ];

    /// <summary>Why a control may not be renewed so, in a sentence; null where it may.</summary>
    public static string? FindDefect(FrictionControl control, FrictionRenewal renewal) =>
        FindReasonDefect(renewal.Reason).FirstOrDefault()
        ?? (control.StateAt(renewal.At) is FrictionState.Ended
            ? $"'{control.Name}' ended at {Words.Of(control.Until)}; add a new control instead."
            : control.Renewals.Count > 0 && renewal.At < control.Renewals[^1].At
            ? $"'{control.Name}' was renewed later than that already, at {Words.Of(control.Renewals[^1].At)}."
            : renewal.Until <= control.Until
            ? $"until must be after {Words.Of(control.Until)}, when '{control.Name}' ends already; end it where it is no longer needed."
            : renewal.Until - renewal.At > FrictionControl.LongestLife
            ? $"until must be at most {LifeInDays} after the renewal, so not after {Words.Of(renewal.At + FrictionControl.LongestLife)}."
            : null);

    /// <summary>Why a control may not be ended so, in a sentence; null where it may.</summary>
    public static string? FindDefect(FrictionControl control, FrictionEnd end) =>
        FindReasonDefect(end.Reason).FirstOrDefault()
        ?? (control.StateAt(end.At) is FrictionState.Ended ? $"'{control.Name}' ended at {Words.Of(control.Until)} already." : null);

    /// <summary>The control with one renewal more, or with the one that is there already when it says the same.</summary>
    /// <exception cref="InvalidOperationException"><see cref="FindDefect(FrictionControl, FrictionRenewal)"/> objects.</exception>
    public static FrictionControl Renew(FrictionControl control, FrictionRenewal renewal) =>
        IsRepeated(control, renewal) ? control
        : FindDefect(control, renewal) is { } defect ? throw new InvalidOperationException(defect)
        : control with { Renewals = [.. control.Renewals, renewal] };

    /// <summary>The control ended, or as it is when it was ended with the same words.</summary>
    /// <exception cref="InvalidOperationException"><see cref="FindDefect(FrictionControl, FrictionEnd)"/> objects.</exception>
    public static FrictionControl End(FrictionControl control, FrictionEnd end) =>
        IsRepeated(control, end) ? control
        : FindDefect(control, end) is { } defect ? throw new InvalidOperationException(defect)
        : control with { End = end };

    /// <summary>Whether the last renewal says the same: a second attempt.</summary>
    public static bool IsRepeated(FrictionControl control, FrictionRenewal renewal) =>
        control.Renewals.Count > 0 && control.Renewals[^1] with { At = renewal.At } == renewal;

    /// <summary>Whether it was ended by the same person with the same reason: a second attempt.</summary>
    public static bool IsRepeated(FrictionControl control, FrictionEnd end) => control.End is { } known && known with { At = end.At } == end;

    private static IEnumerable<string> FindScopeDefects(FrictionScope scope, IReadOnlyCollection<string> environments) =>
    [
        .. When(scope is { Environments.Count: 0, Services.Count: 0 }, "scope must name at least one environment or service."),
        .. scope.Environments
            .Where(name => !environments.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(name => $"scope names the environment '{name}', unknown to the policy; it has {string.Join(", ", environments)}."),
        .. FindListDefects("scope.services", scope.Services, MostServices),
    ];

    private static IEnumerable<string> FindRequirementDefects(ReviewRequirement requirement) =>
    [
        .. When(requirement.Approvals is < 1 or > ReviewRequirement.MostApprovals, $"approvals must be 1 to {ReviewRequirement.MostApprovals}."),
        .. When(requirement is { DifferentTeams: true, Approvals: 1 }, "differentTeams needs 2 approvals: one person is of one team only."),
        .. When(
            requirement.Teams.Count > requirement.Approvals, "Each of the teams needs an approval of its own: ask for as many."),
        .. When(
            requirement.MinimumReading < TimeSpan.Zero || requirement.MinimumReading > ReviewRequirement.LongestReading,
            $"minimumReadingMinutes must be 0 to {ReviewRequirement.LongestReading.TotalMinutes:0}."),
        .. When(
            requirement.FreshSignIn < TimeSpan.Zero || requirement.FreshSignIn > ReviewRequirement.OldestSignIn,
            $"freshSignInMinutes must be 0 to {ReviewRequirement.OldestSignIn.TotalMinutes:0}."),
        .. FindListDefects("roles", requirement.Roles, ReviewRequirement.MostItems),
        .. FindListDefects("teams", requirement.Teams, ReviewRequirement.MostItems),
        .. FindListDefects("checklist", requirement.Checklist, ReviewRequirement.MostItems),
    ];

    private static IEnumerable<string> FindListDefects(string what, IReadOnlyList<string> items, int most) =>
    [
        .. When(items.Count > most, $"{what} may have at most {most} values."),
        .. When(
            items.Any(item => !IsLine(item)),
            $"Each of {what} must be 1 to {LongestReason} characters without line breaks or other control characters."),
    ];

    private static IEnumerable<string> FindReasonDefect(string reason) =>
        When(!IsLine(reason), $"reason must say why, in 1 to {LongestReason} characters without line breaks or other control characters.");

    private static bool IsLine(string? text) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= LongestReason && !text.Any(char.IsControl);

    private static IEnumerable<string> When(bool wrong, string sentence) => wrong ? [sentence] : [];

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Za-z0-9_%+'-]+(\.[A-Za-z0-9_%+'-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex OwnerPattern();
}
