using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>A friction control that was in force in a week, and what it did to the deployments that were requested in it.</summary>
/// <param name="HasEnded">Whether it had ended when the report was made.</param>
/// <param name="Held">Deployments that the policy would have released at once and the control had reviewed, or would have in shadow mode.</param>
/// <param name="Raised">Deployments for which the policy asked for less than the control does.</param>
public sealed record FrictionLoad(
    string Name, string Owner, FrictionMode Mode, DateTimeOffset Starts, DateTimeOffset Until, bool HasEnded, bool IsNew, int Held, int Raised)
{
    /// <param name="controls">All on record: those that were in force at no time in the week are left out.</param>
    /// <param name="requested">The deployments that were requested in the week.</param>
    /// <returns>Those that are enforced first, then by their start.</returns>
    public static IReadOnlyList<FrictionLoad> Of(
        IsoWeek week, IEnumerable<FrictionControl> controls, IReadOnlyCollection<Review> requested, DateTimeOffset now)
    {
        PolicyResult[] results = [.. requested.Select(review => review.Policy).OfType<PolicyResult>()];
        return
        [
            .. controls
                .Where(control => control.Starts < week.End && control.Until > week.Begin && control.Until > control.Starts && control.Starts <= now)
                .OrderByDescending(control => control.Mode)
                .ThenBy(control => control.Starts)
                .ThenBy(control => control.Name, StringComparer.Ordinal)
                .Select(control => Of(control, week, results, now)),
        ];
    }

    private static FrictionLoad Of(FrictionControl control, IsoWeek week, PolicyResult[] results, DateTimeOffset now)
    {
        FrictionResult[] applied =
            [.. results.SelectMany(result => result.FrictionControls).Where(one => one.Applies && one.Control.Name == control.Name)];
        return new FrictionLoad(
            control.Name,
            control.Owner,
            control.Mode,
            control.Starts,
            control.Until,
            control.StateAt(now) is FrictionState.Ended,
            IsNew: control.Starts >= week.Begin,
            Held: applied.Count(one => one.Effect is FrictionEffect.Holds),
            Raised: applied.Count(one => one.Effect is FrictionEffect.Raises));
    }
}
