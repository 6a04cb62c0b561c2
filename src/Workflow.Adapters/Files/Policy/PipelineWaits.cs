using Workflow.Adapters.Files.Yaml;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files.Policy;

/// <summary>
/// Tells of ladders that are longer than the pipelines of an environment wait: these would give up before the review ends.
/// </summary>
internal static class PipelineWaits
{
    /// <param name="waits">Where the policy says how long pipelines wait, by environment.</param>
    /// <param name="nameOf">The name of a ladder.</param>
    public static void Check(
        DeploymentPolicy policy,
        IReadOnlyDictionary<string, YamlNode> waits,
        Func<IReadOnlyList<EscalationStep>, string> nameOf,
        Problems problems)
    {
        foreach (var (environment, settings) in policy.Environments)
        {
            if (settings is not { IsProtected: true, PipelineWait: { } wait })
            {
                continue;
            }

            var ladders = policy.Rules
                .Where(rule => rule.Demand is not null && !rule.Predicates.Any(one => HoldsIn(environment, settings, one) is Truth.No))
                .Select(rule => (By: $"rule '{rule.Name}'", rule.Demand!.Ladder))
                .Prepend((By: "the default", policy.Default.Ladder))
                .DistinctBy(one => nameOf(one.Ladder));
            foreach (var (by, ladder) in ladders.Where(one => EscalationStep.LongestOf(one.Ladder) > wait))
            {
                problems.Add(
                    waits[environment],
                    $"pipelines of environment '{environment}' wait {Spell(wait)}, but ladder '{nameOf(ladder)}', which {by} asks by, "
                    + $"may take {Spell(EscalationStep.LongestOf(ladder))}; let the pipelines wait longer or shorten the ladder");
            }
        }
    }

    /// <summary>Whether a condition can hold in an environment, as far as that depends on the environment.</summary>
    private static Truth HoldsIn(string environment, EnvironmentSettings settings, Predicate predicate) => predicate switch
    {
        EnvironmentPredicate named => Of(named.Expected.Contains(environment, StringComparer.OrdinalIgnoreCase)),
        CriticalityPredicate { Expected: var expected } when settings.Criticality is { } criticality =>
            Of(expected.Contains(Words.Token(criticality), StringComparer.OrdinalIgnoreCase)),
        AllPredicate all => all.Of.Min(part => HoldsIn(environment, settings, part)),
        AnyPredicate any => any.Of.Max(part => HoldsIn(environment, settings, part)),
        NotPredicate not => Truth.Yes - (int)HoldsIn(environment, settings, not.Part),
        _ => Truth.Unknown,
    };

    private static Truth Of(bool holds) => holds ? Truth.Yes : Truth.No;

    private static string Spell(TimeSpan time)
    {
        string[] parts =
        [
            .. new (int Number, char Unit)[] { (time.Days, 'd'), (time.Hours, 'h'), (time.Minutes, 'm'), (time.Seconds, 's') }
                .Where(part => part.Number > 0)
                .Select(part => $"{part.Number}{part.Unit}"),
        ];
        return string.Concat(parts);
    }
}
