using Workflow.Core.Policy;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>What one policy would have done to a history.</summary>
internal sealed class PolicySummary(string file, DeploymentPolicy policy, int minutes)
{
    private const string Default = "(the default)";

    private readonly Dictionary<string, int> rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, int Count, double Share)> people = new(StringComparer.Ordinal);
    private readonly SortedDictionary<DateOnly, WeekSummary> weeks = [];
    private readonly int[] verdicts = new int[Enum.GetValues<Verdict>().Length];

    public string File { get; } = file;

    public DeploymentPolicy Policy { get; } = policy;

    /// <summary>Deployments that the gate blocks because their review could never be fulfilled.</summary>
    public int Impossible { get; private set; }

    /// <summary>Why, of the first of them; null where there is none.</summary>
    public string? Defect { get; private set; }

    public IReadOnlyCollection<WeekSummary> Weeks => weeks.Values;

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<(string Name, int Count)> Rules =>
        [.. rules.Select(rule => (rule.Key, rule.Value)).OrderByDescending(rule => rule.Value).ThenBy(rule => rule.Key, StringComparer.Ordinal)];

    /// <summary>How many reviews each could do, and how many approvals they would give were all asked alike; most first.</summary>
    public IReadOnlyList<(string Name, int Count, double Share)> People =>
        [.. people.Values.OrderByDescending(one => one.Share).ThenBy(one => one.Name, StringComparer.Ordinal)];

    public double Hours => weeks.Values.Sum(week => week.Hours);

    /// <summary>Over all weeks from the first to the last, those without a deployment included.</summary>
    public double HoursAWeek => weeks.Count == 0 ? 0 : Hours / ((weeks.Keys.Last().DayNumber - weeks.Keys.First().DayNumber) / 7 + 1);

    public int Count(Verdict verdict) => verdicts[(int)verdict];

    /// <param name="shares">Of those who could review it.</param>
    public void Add(DateOnly week, PastDecision decision, IReadOnlyList<ReviewShare> shares)
    {
        verdicts[(int)decision.Verdict]++;
        var known = weeks.GetValueOrDefault(week) ?? new WeekSummary(week, 0, 0, 0, 0);
        weeks[week] = known.With(decision.Verdict, decision.Approvals * minutes / 60.0);
        Impossible += decision.Defect is null ? 0 : 1;
        Defect ??= decision.Defect;
        if (decision.Verdict is Verdict.Release && decision.Rules.Count == 0)
        {
            return;
        }

        foreach (var rule in decision.Rules.DefaultIfEmpty(Default))
        {
            rules[rule] = rules.GetValueOrDefault(rule) + 1;
        }

        foreach (var (person, approvals) in shares)
        {
            var (_, count, share) = people.GetValueOrDefault(person.Id);
            people[person.Id] = (person.Name, count + 1, share + approvals);
        }
    }
}

/// <summary>The deployments of one week.</summary>
/// <param name="Monday">Its first day.</param>
/// <param name="Hours">That reviewers spend.</param>
internal sealed record WeekSummary(DateOnly Monday, int Released, int Reviewed, int Blocked, double Hours)
{
    public int Total => Released + Reviewed + Blocked;

    public WeekSummary With(Verdict verdict, double hours) => verdict switch
    {
        Verdict.Release => this with { Released = Released + 1 },
        Verdict.Block => this with { Blocked = Blocked + 1 },
        _ => this with { Reviewed = Reviewed + 1, Hours = Hours + hours },
    };
}
